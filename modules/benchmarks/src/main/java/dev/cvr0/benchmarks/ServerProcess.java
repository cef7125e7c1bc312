// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in another process, which is killed when this process exits. */
final class ServerProcess implements AutoCloseable {

    static final Path HAPROXY = Path.of("/usr/sbin/haproxy");

    // The JVM writes a CDS archive when it exits.
    private static final int STOP_SECONDS = 60;

    private final Process process;
    private final BufferedReader output;
    private final InetSocketAddress address;

    private ServerProcess(List<String> command, Map<String, String> environment) {
        this(command, environment, 0);
    }

    // A server without a port reports its address.
    private ServerProcess(List<String> command, Map<String, String> environment, int port) {
        ProcessBuilder program = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        program.environment().put("JAVA_HOME", System.getProperty("java.home"));
        program.environment().putAll(environment);
        try {
            process = program.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            output = process.inputReader(StandardCharsets.UTF_8);
            address = port == 0 ? nextAddress() : awaitPort(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts the server of the distribution at {@code benchmarks.distribution}, on the JDK of this process unless the
     * environment contains another {@code JAVA_HOME}.
     *
     * @param prefix a command that runs another command, with its arguments
     * @throws IllegalStateException if the server is missing or does not start
     */
    static ServerProcess full(Map<String, String> environment, String... prefix) {
        Path program =
                Path.of(System.getProperty("benchmarks.distribution", "modules/server/target/cvr0"), "bin", "cvr0");
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException(program + " is missing; build modules/server first");
        }
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of(program.toAbsolutePath().toString(), "serve", "--listen", "127.0.0.1:0"));
        return new ServerProcess(command, environment);
    }

    /** Starts the server of the distribution as a relay, with a limit of connections. */
    static ServerProcess relay(InetSocketAddress upstream, int maxConnections) {
        String options =
                "-Dcvr0.upstream=127.0.0.1:" + upstream.getPort() + " -Dcvr0.max-connections=" + maxConnections;
        return full(Map.of("CVR0_JAVA_OPTS", options));
    }

    /** Starts the server with canned answers, with the JVM options of the full server. */
    static ServerProcess canned() {
        return java(CannedServer.class);
    }

    /** Starts the emulator behind the relays. */
    static ServerProcess emulator() {
        return java(CannedServer.class, "emulator");
    }

    /** Starts the relay that does not parse anything, with the JVM options of the full server. */
    static ServerProcess minimalRelay(InetSocketAddress upstream) {
        return java(MinimalRelay.class, "" + upstream.getPort());
    }

    /** Starts HAProxy in TCP mode with one thread. Returns empty if it is not installed. */
    static Optional<ServerProcess> haproxy(InetSocketAddress upstream, int bufferBytes) {
        if (!Files.isExecutable(HAPROXY)) {
            return Optional.empty();
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path configuration = Files.createTempFile("haproxy", ".cfg");
            configuration.toFile().deleteOnExit();
            Files.writeString(configuration, """
                    global
                      nbthread 1
                      maxconn 1000
                      tune.bufsize %d
                    defaults
                      mode tcp
                      timeout connect 5s
                      timeout client 1m
                      timeout server 1m
                    listen relay
                      bind 127.0.0.1:%d
                      server emulator 127.0.0.1:%d
                    """.formatted(bufferBytes, free.getLocalPort(), upstream.getPort()));
            free.close();
            return Optional.of(new ServerProcess(
                    List.of(HAPROXY.toString(), "-db", "-f", configuration.toString()), Map.of(), free.getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerProcess java(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(tool("java"));
        command.addAll(options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return new ServerProcess(command, Map.of());
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    InetSocketAddress address() {
        return address;
    }

    /** Returns the processor time of the process so far. */
    double cpuMillis() {
        Optional<Duration> used = process.info().totalCpuDuration();
        return used.orElseThrow(() -> new IllegalStateException("a server has ended: " + process))
                        .toNanos()
                / 1e6;
    }

    /** Returns the resident memory of the process. */
    long residentKib() {
        return proc("status", "\n")
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the size of the live objects of a JVM, after a collection. */
    long liveHeapBytes() {
        try {
            Process histogram = new ProcessBuilder(tool("jcmd"), "" + process.pid(), "GC.class_histogram").start();
            String text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Long.parseLong(text.strip().replaceFirst("(?s).*\\s", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }

    /** Waits until the server prints the next address on which it listens. */
    InetSocketAddress nextAddress() {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.contains("listens on")) {
                    int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
                    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("a server ended before it listened: " + process);
    }

    private InetSocketAddress awaitPort(int port) {
        InetSocketAddress expected = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        while (process.isAlive()) {
            try (Socket connected = new Socket()) {
                connected.connect(expected);
                return expected;
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("a server ended before it listened: " + process);
    }

    // System properties other than those of Netty, and the CDS archive, apply to the full server only.
    private static List<String> options() {
        try (ServerProcess full = full(Map.of())) {
            return full.proc("cmdline", "\0")
                    .skip(1)
                    .takeWhile(option -> !option.equals("-cp"))
                    .filter(option -> option.startsWith("-Dio.netty.") || !option.startsWith("-D"))
                    .filter(option -> !option.contains("Archive"))
                    .toList();
        }
    }

    private Stream<String> proc(String file, String separator) {
        try {
            return Stream.of(
                    Files.readString(Path.of("/proc", "" + process.pid(), file)).split(separator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
