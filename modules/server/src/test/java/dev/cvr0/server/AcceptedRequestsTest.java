// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.catalog.publication.ClientKind;
import dev.cvr0.plugin.validation.CvqRequest;
import dev.cvr0.server.logging.LogFormatter;
import dev.cvr0.server.publishing.ClientList;
import dev.cvr0.server.runtime.Cvr0Server;
import dev.cvr0.settings.SettingSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Passes every accepted request through the lines of client statistics, the log, explain and diff. The seed is fixed. */
@Timeout(120)
class AcceptedRequestsTest {

    private static final long SEED = 20081104;
    private static final int REQUESTS = 400;
    private static final String CATALOG = """
            format: 1
            releases: { MSNMSGR: [6.1.0211, 7.0.0813] }
            unknown-clients: [{ name: any, when: {}, mode: echo }]
            rules: []
            otherwise: { recommend: %s, minimum: own, download: 'http://a.example/{locale}', fallback: http://a.example/ }
            """;
    private static final List<String> PIECES = List.of(
            "a",
            "9",
            ".",
            "#",
            "'",
            "\"",
            ":",
            "{",
            "}",
            "\\",
            "|",
            "*",
            "%",
            "%41",
            "%0A",
            "$",
            "&",
            "<",
            "\u00e9",
            "\u00a0",
            "\u200b",
            "\u202e",
            "\u263a",
            "\ud83d\ude00",
            "\u0001",
            "\u0085",
            "\u2028",
            "\u2029",
            "\ufffd",
            "\ufeff",
            "\u0130",
            "CVQ",
            "VER");

    @TempDir
    private Path folder;

    // A reference, because unreferenced loggers and their handlers are garbage-collected.
    private final Logger logger = Logger.getLogger("dev.cvr0");
    private final LogRecorder log = new LogRecorder();
    private final Random random = new Random(SEED);

    @Test
    void shouldReadBackEveryAcceptedRequest() throws IOException {
        Path before = Files.writeString(folder.resolve("before.yaml"), CATALOG.formatted("7.0.0813"));
        Path after = Files.writeString(folder.resolve("after.yaml"), CATALOG.formatted("own"));
        Path statistics = folder.resolve("statistics.txt");
        List<String> requests = Stream.generate(this::request).limit(REQUESTS).toList();

        Map<String, String> accepted = serve(before, requests);
        Files.write(
                statistics,
                accepted.keySet().stream().map(AcceptedRequestsTest::kind).toList());

        assertThat(accepted).hasSizeBetween(REQUESTS / 5, REQUESTS - REQUESTS / 5);
        assertThat(accepted.values())
                .allMatch(answer ->
                        answer.startsWith("420 ") || parameters(answer).size() == 5);
        assertThat(log.lines)
                .hasSizeGreaterThan(REQUESTS)
                .allMatch(line -> line.matches("[ -~]+\\R"))
                .noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
        Map<ClientProfile, Long> readBack = ClientList.read(statistics);
        assertThat(count(readBack.keySet().stream(), ClientProfile::program, readBack::get))
                .isEqualTo(count(accepted.keySet().stream(), AcceptedRequestsTest::program, request -> 1L));
        assertThat(explain(before, accepted.keySet())).containsAll(accepted.values());
        assertThat(run("diff", "--clients", statistics.toString(), before.toString(), before.toString()))
                .contains("no differences for " + accepted.size() + " clients");
        assertThat(run("diff", "--clients", statistics.toString(), before.toString(), after.toString()))
                .contains(" of " + accepted.size() + " clients");
    }

    /** Returns the answers to the requests that reach the policy. */
    private Map<String, String> serve(Path catalog, List<String> requests) throws IOException {
        Map<String, String> accepted = new LinkedHashMap<>();
        logger.addHandler(log);
        logger.setLevel(Level.ALL);
        try (Cvr0Server server = Cvr0Server.start(SettingSource.of(Map.of(
                "cvr0.listen",
                "127.0.0.1:0",
                "cvr0.catalog",
                catalog.toString(),
                "cvr0.policy.unknown-clients",
                "echo")))) {
            for (String request : requests) {
                String answer = answer(server, request);
                if (answer.startsWith("CVQ ") || answer.startsWith("420 ")) {
                    accepted.put(request, answer);
                }
            }
        } finally {
            logger.setLevel(null);
            logger.removeHandler(log);
        }
        return accepted;
    }

    private static String answer(Cvr0Server server, String request) throws IOException {
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }

    private String request() {
        List<String> parameters = new ArrayList<>(List.of("0x0409", "winnt", "5.1", "i386", "MSNMSGR", "6.1.0211"));
        Stream.generate(this::token).limit(random.nextInt(4)).forEach(parameters::add);
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            parameters.set(1 + random.nextInt(parameters.size() - 1), token());
        }
        StringBuilder line = new StringBuilder("CVQ ").append(random.nextInt(1_000_000));
        parameters.forEach(parameter -> line.append(separator()).append(parameter));
        return line.append(random.nextInt(5) == 0 ? separator() : "").toString();
    }

    private String token() {
        int length = random.nextInt(10) == 0 ? 1 + random.nextInt(260) : 1 + random.nextInt(6);
        boolean plain = random.nextBoolean();
        return Stream.generate(() -> PIECES.get(random.nextInt(plain ? 20 : PIECES.size())))
                .limit(length)
                .collect(Collectors.joining());
    }

    private String separator() {
        return random.nextInt(8) == 0 ? List.of("  ", "\t", " \t ", "   ").get(random.nextInt(4)) : " ";
    }

    private static List<String> parameters(String line) {
        return Command.tryParse(line).orElseThrow().parameters();
    }

    private static ClientProgram program(String request) {
        return profile(request).program();
    }

    private static String kind(String request) {
        return "1 " + ClientKind.of(profile(request)).request();
    }

    private static ClientProfile profile(String request) {
        return CvqRequest.of(Command.tryParse(request).orElseThrow())
                .profile(List.of(), InetAddress.getLoopbackAddress());
    }

    private static <T> Map<ClientProgram, Long> count(
            Stream<T> items, Function<T, ClientProgram> program, Function<T, Long> count) {
        return items.collect(Collectors.groupingBy(program, Collectors.summingLong(count::apply)));
    }

    private static List<String> explain(Path catalog, Iterable<String> requests) {
        List<String> arguments = new ArrayList<>(
                List.of("explain", "--catalog", catalog.toString(), "--set", "cvr0.policy.unknown-clients=echo"));
        requests.forEach(arguments::add);
        return run(arguments.toArray(String[]::new)).lines().toList();
    }

    private static String run(String... args) {
        Run run = Run.run(args);
        assertThat(run.err()).as(Arrays.toString(args)).isEmpty();
        assertThat(run.code()).isLessThan(2);
        assertThat(run.out().lines()).allMatch(line -> line.matches("[ -~]*"));
        return run.out();
    }

    private static final class LogRecorder extends Handler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        private LogRecorder() {
            setLevel(Level.ALL);
            setFormatter(new LogFormatter());
        }

        @Override
        public void publish(LogRecord entry) {
            lines.add(getFormatter().format(entry));
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
