// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.cvr0.server.dropin.FailingPolicy;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log of a server process whose policy fails. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoggingIT {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+05:30";

    @TempDir
    private Path home;

    @Test
    void shouldContainOneLinePerRecordWithoutStackTraces() throws Exception {
        List<String> lines = logOfFailingPolicy("INFO");

        assertThat(lines)
                .allMatch(line -> line.matches(TIME + " (INFO|ERROR) CVR0-\\d{4}: .*"))
                .noneMatch(line -> line.contains("\\tat "));
        assertThat(lines)
                .filteredOn(line -> line.contains(" ERROR "))
                .singleElement()
                .asString()
                .contains("CVR0-1004: ", "first line", "second line");
    }

    @Test
    void shouldContainTheStackTraceOfAFailedPolicyAtDebug() throws Exception {
        List<String> lines = logOfFailingPolicy("DEBUG");

        assertThat(lines).allMatch(line -> line.matches(TIME + " (DEBUG|INFO|WARN|ERROR) CVR0-\\d{4}: .*"));
        assertThat(lines)
                .filteredOn(line -> line.contains("\\tat "))
                .singleElement()
                .asString()
                .contains(
                        " DEBUG CVR0-1004: ",
                        "IllegalStateException: first line\\nsecond line\\n\\tat " + FailingPolicy.class.getName());
    }

    @Test
    void shouldContainOneJsonObjectPerRecord() throws Exception {
        DistributionCopy copy = DistributionCopy.in(home);
        copy.add(FailingPolicy.class);

        List<JsonObject> records = log(copy.serve(Map.of("CVR0_LOG_FORMAT", "json"))).stream()
                .map(LoggingIT::parse)
                .toList();

        assertThat(records)
                .filteredOn(entry -> entry.getString("level").equals("ERROR"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.getString("code")).isEqualTo("CVR0-1004");
                    assertThat(entry.getString("logger")).isEqualTo("dev.cvr0.plugin");
                    assertThat(entry.getString("message")).contains("first line", "second line");
                    assertThat(OffsetDateTime.parse(entry.getString("time"))).isBefore(OffsetDateTime.now());
                });
        assertThat(records).extracting(entry -> entry.getString("code")).contains("CVR0-1001", "CVR0-3001");
    }

    private static JsonObject parse(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void shouldContainTheStopOnASignal(String signal) throws Exception {
        assumeFalse(signal.equals("INT") && ignoresSigint(), "this build runs in the background of a shell");
        Process server = DistributionCopy.in(home).serve(Map.of("TZ", "Asia/Kolkata"));
        try {
            server.inputReader(StandardCharsets.UTF_8).readLine();
            new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid()))
                    .start()
                    .waitFor();
            assertThat(server.errorReader(StandardCharsets.UTF_8).lines())
                    .anyMatch(line ->
                            line.matches(TIME + " INFO CVR0-4010: SIG" + signal + ": stopping, open connections: 0"))
                    .anyMatch(
                            line -> line.matches(TIME + " INFO CVR0-3002: stopped listening on 127\\.0\\.0\\.1:\\d+"));
            assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(server.exitValue()).isZero();
        } finally {
            server.destroyForcibly();
        }
    }

    // A shell lets jobs in the background ignore SIGINT. Their children inherit that, and the JVM respects it.
    private static boolean ignoresSigint() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line -> new BigInteger(
                                        line.substring("SigIgn:".length()).strip(), 16)
                                .testBit(1));
    }

    @Test
    void shouldFollowTheConfigurationThatTheJavaOptionsName() throws Exception {
        Path configuration = home.resolve("other.properties");
        Files.writeString(configuration, """
                dev.cvr0.access.level = FINE
                handlers = java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.level = ALL
                java.util.logging.ConsoleHandler.formatter = java.util.logging.SimpleFormatter
                java.util.logging.SimpleFormatter.format = other: %5$s%n
                """);
        Process server = DistributionCopy.in(home)
                .serve(Map.of("CVR0_JAVA_OPTS", "-Djava.util.logging.config.file=" + configuration));
        try {
            String listens = server.inputReader(StandardCharsets.UTF_8).readLine();
            request(Integer.parseInt(listens.substring(listens.lastIndexOf(':') + 1)));
            server.toHandle().destroy();
            assertThat(server.errorReader(StandardCharsets.UTF_8).lines())
                    .anyMatch(line -> line.startsWith("other: CVR0-3001: "))
                    .anyMatch(line -> line.matches("other: CVR0-3205: \\S+ 'CVQ 2 0x0409 .*' answered 'CVQ 2 .*"));
        } finally {
            server.destroyForcibly();
        }
    }

    private List<String> logOfFailingPolicy(String level) throws Exception {
        DistributionCopy copy = DistributionCopy.in(home);
        copy.add(FailingPolicy.class);
        Path configuration = home.resolve("conf/logging.properties");
        String changed = Files.readString(configuration)
                .replaceAll("(?m)^dev\\.cvr0\\.level = INFO$", "dev.cvr0.level = " + level);
        assertThat(changed).contains("\ndev.cvr0.level = " + level + "\n");
        Files.writeString(configuration, changed);
        return log(copy.serve(Map.of("TZ", "Asia/Kolkata")));
    }

    /** Returns the log of a server whose policy fails. */
    private static List<String> log(Process server) throws Exception {
        try {
            String listens = server.inputReader(StandardCharsets.UTF_8).readLine();
            assertThat(request(Integer.parseInt(listens.substring(listens.lastIndexOf(':') + 1))))
                    .isEqualTo("500 2\r\n");
            server.toHandle().destroy();
            List<String> lines =
                    server.errorReader(StandardCharsets.UTF_8).lines().toList();
            assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return lines;
        } finally {
            server.destroyForcibly();
        }
    }

    private static String request(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write("CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
