// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares the relay with a relay that does not parse anything and with HAProxy, if it is installed, in front of one
 * emulator.
 */
final class RelayLoad implements AutoCloseable {

    static final int MAX_SESSIONS = 10_000;
    static final int WARM_UP_SIGN_INS = 60_000;

    private static final int CLIENTS = 32;
    private static final int BULK_CLIENTS = 4;
    private static final int USERS = 20_000;
    private static final int DEFAULT_BUFFER_BYTES = 16 * 1024;
    private static final int LARGE_BUFFER_BYTES = 64 * 1024;
    // File descriptors that the process needs besides those of the sessions.
    private static final int OTHER_DESCRIPTORS = 200;
    // Connections that load the classes and warm up the memory pools before the heap is measured.
    private static final int FIRST_SESSIONS = 100;

    private final Report report;
    private final int rounds;
    private final Duration time;
    private final ServerProcess emulator = ServerProcess.emulator();
    private final ServerProcess relay = ServerProcess.relay(emulator.address(), MAX_SESSIONS);
    private final ServerProcess minimal = ServerProcess.minimalRelay(emulator.address());
    private final Optional<ServerProcess> haproxy = ServerProcess.haproxy(emulator.address(), DEFAULT_BUFFER_BYTES);
    private final Optional<ServerProcess> haproxyLarge = ServerProcess.haproxy(emulator.address(), LARGE_BUFFER_BYTES);

    private final List<ServerProcess> servers =
            Stream.concat(Stream.of(relay, minimal), haproxy.stream()).toList();
    private final List<String> names = List.of("relay", "minimal relay", "HAProxy");

    private RelayLoad(Report report, int rounds, Duration time) {
        this.report = report;
        this.rounds = rounds;
        this.time = time;
    }

    /**
     * Measures sign-ins, bytes after the sign-in, the added latency, and the memory of idle sessions.
     *
     * @param time the duration of each round
     * @param warmUp the number of sign-ins before the first round, so that the code is compiled on a busy machine too
     * @param sessions the wanted number of idle sessions, limited by the system
     */
    static void measure(Report report, int rounds, Duration time, int warmUp, int sessions) {
        try (RelayLoad load = new RelayLoad(report, rounds, time)) {
            load.warmUp(warmUp);
            load.signIns();
            load.bulk();
            load.latency();
            load.idle(Math.min(sessions, allowedSessions()));
        }
    }

    @Override
    public void close() {
        haproxyLarge.ifPresent(ServerProcess::close);
        haproxy.ifPresent(ServerProcess::close);
        minimal.close();
        relay.close();
        emulator.close();
    }

    private void warmUp(int signIns) {
        try (Generator advised = generator(true, UnaryOperator.identity());
                Generator plain = generator(false, UnaryOperator.identity())) {
            for (ServerProcess server : List.of(relay, minimal)) {
                Generator generator = server.equals(relay) ? advised : plain;
                for (long done = 0; done < signIns; ) {
                    done += generator.closedLoop(server.address(), CLIENTS).count();
                }
            }
        }
    }

    private void signIns() {
        List<List<Round>> measured = rounds(servers, CLIENTS, UnaryOperator.identity());
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            Range ratio = perCpuSecond(measured, i);
            rows.add(row(
                    names.get(i),
                    Range.of(measured.get(i).stream().mapToDouble(Round::cpuMicros)),
                    ratio,
                    Range.of(measured.get(i).stream().mapToDouble(Round::perSecond)),
                    Range.of(measured.get(i).stream().mapToDouble(Round::p99))));
            atLeast(
                    "sign-ins per CPU second",
                    names.get(i),
                    ratio,
                    List.of(1.0, 0.8, 0.5).get(i));
        }
        report.section(
                "Relay: sign-ins",
                """
                *relay* is `cvr0 serve --upstream` of the distribution with the bundled catalog, *minimal relay* passes on bytes
                without parsing them (`MinimalRelay`), *HAProxy* is %s in TCP mode. Each has one thread and runs in its own
                process, in front of the same emulator with canned answers. Only the processor time of the relays is counted.
                Their rounds alternate; a ratio is the median over the rounds (lowest to highest).

                A sign-in is a connection with VER, CVR and USR, each sent after the answer to the one before, which the client
                then closes. The client compares every byte: the relay answers CVR by the policy. %d clients run concurrently.
                """.formatted(haproxy.isPresent() ? version() : "not installed", CLIENTS),
                """
                server | CPU per sign-in, µs | sign-ins per CPU second, relay / server | sign-ins per second | p99, µs""",
                rows);
    }

    private void bulk() {
        List<ServerProcess> all =
                Stream.concat(servers.stream(), haproxyLarge.stream()).toList();
        List<String> allNames = Stream.concat(names.stream(), Stream.of("HAProxy, 64 KiB buffers"))
                .toList();
        List<List<Round>> measured = rounds(all, BULK_CLIENTS, Dialogue::bulk);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Range ratio = perCpuSecond(measured, i);
            rows.add(row(
                    allNames.get(i),
                    Range.of(
                            measured.get(i).stream().mapToDouble(round -> CannedServer.BULK_BYTES / round.cpuMicros())),
                    ratio));
            if (i > 1) {
                atLeast("bytes per CPU second", allNames.get(i), ratio, i == 2 ? 1 : 0.55);
            }
        }
        report.section(
                "Relay: bytes after the sign-in",
                """
                After the sign-in, the emulator sends %d MiB in each session. %d clients run concurrently. HAProxy has buffers
                of 16 KiB by default.
                """.formatted(CannedServer.BULK_BYTES >> 20, BULK_CLIENTS),
                """
                server | MB per CPU second | relay / server""",
                rows);
    }

    private void latency() {
        List<ServerProcess> all =
                Stream.concat(Stream.of(emulator), servers.stream()).toList();
        List<List<Round>> measured = rounds(all, 1, UnaryOperator.identity());
        List<String> rows = new ArrayList<>();
        rows.add("emulator | " + Range.of(measured.get(0).stream().mapToDouble(Round::p50)) + " | | ");
        for (int i = 1; i < all.size(); i++) {
            int server = i;
            Range ratio = Range.of(IntStream.range(0, rounds)
                    .mapToDouble(round -> added(measured, 1, round) / added(measured, server, round)));
            rows.add(row(
                    names.get(i - 1),
                    Range.of(measured.get(i).stream().mapToDouble(Round::p50)),
                    Range.of(IntStream.range(0, rounds).mapToDouble(round -> added(measured, server, round))),
                    ratio));
            if (i > 2) {
                report.atMost("relay, p50 added to a sign-in, relay / HAProxy", ratio.median(), 1.3);
            }
        }
        report.section("Relay: latency", """
                The latency of a sign-in with one client at a time, and the part that is added to a sign-in without a relay.
                """, "server | p50, µs | added, µs | added, relay / server", rows);
    }

    private void idle(int sessions) {
        List<String> rows = new ArrayList<>();
        try (ServerProcess idleRelay = ServerProcess.relay(emulator.address(), MAX_SESSIONS);
                ServerProcess idleMinimal = ServerProcess.minimalRelay(emulator.address())) {
            for (ServerProcess server : List.of(idleRelay, idleMinimal)) {
                try (Generator generator = generator(server.equals(idleRelay), Dialogue::keptOpen)) {
                    List<Channel> open = generator.idleAfterDialogue(server.address(), FIRST_SESSIONS);
                    long heap = server.liveHeapBytes();
                    long resident = server.residentKib();
                    open.addAll(generator.idleAfterDialogue(server.address(), sessions - FIRST_SESSIONS));
                    double perSession = (double) (server.liveHeapBytes() - heap) / (sessions - FIRST_SESSIONS);
                    double residentPerSession =
                            (server.residentKib() - resident) * 1024.0 / (sessions - FIRST_SESSIONS);
                    long held = open.stream().filter(Channel::isActive).count();
                    open.forEach(Channel::close);
                    String name = server.equals(idleRelay) ? names.get(0) : names.get(1);
                    rows.add(String.join(
                            " | ",
                            name,
                            Range.number((double) held),
                            Range.number(perSession),
                            Range.number(residentPerSession)));
                    if (server.equals(idleRelay)) {
                        report.atLeast("relay, idle sessions held", (double) held, sessions);
                        report.atMost("relay, live heap per idle session, bytes", perSession, 6 * 1024);
                    }
                }
            }
        }
        report.section("Relay: idle sessions", """
                %,d sessions that have signed in: the maximum of this system (two open files per session), up to %,d. The heap
                is measured after a collection (`jcmd GC.class_histogram`).
                """.formatted(sessions, MAX_SESSIONS), """
                server | sessions held | live heap per session, bytes | resident memory per session, bytes""", rows);
    }

    private List<List<Round>> rounds(List<ServerProcess> all, int clients, UnaryOperator<Dialogue> change) {
        try (Generator advised = generator(true, change);
                Generator plain = generator(false, change)) {
            return PairedComparison.alternate(
                    all,
                    rounds,
                    server -> (server.equals(relay) ? advised : plain).closedLoop(server.address(), clients));
        }
    }

    private Generator generator(boolean policy, UnaryOperator<Dialogue> change) {
        return new Generator(
                Dialogue.signIns(USERS, policy).stream().map(change).toList(), time);
    }

    private void atLeast(String figure, String server, Range ratio, double bound) {
        if (!server.equals(names.get(0))) {
            report.atLeast("relay, " + figure + ", relay / " + server, ratio.median(), bound);
        }
    }

    // The work of each dialogue is the same, so that the ratio of rates is the inverse ratio of times.
    private static Range perCpuSecond(List<List<Round>> measured, int server) {
        return new PairedComparison(measured.get(server), measured.get(0)).ratio(Round::cpuMicros);
    }

    private static double added(List<List<Round>> measured, int server, int round) {
        return measured.get(server).get(round).p50()
                - measured.get(0).get(round).p50();
    }

    private static String row(String name, Range... figures) {
        return name + " | " + Stream.of(figures).map(Range::toString).collect(Collectors.joining(" | "));
    }

    private static String version() {
        try {
            Process haproxy = new ProcessBuilder(ServerProcess.HAPROXY.toString(), "-v").start();
            return new String(haproxy.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("(?s)HAProxy version (\\S+).*", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int allowedSessions() {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return (int) Math.min(Integer.MAX_VALUE, (system.getMaxFileDescriptorCount() - OTHER_DESCRIPTORS) / 2);
    }
}
