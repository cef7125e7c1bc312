// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.cvr0.catalog.Catalog;
import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.DialoguePlayer;
import dev.cvr0.transcript.SocketPeer;
import dev.cvr0.transcript.Transcript;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The distribution, run as a separate process. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DistributionIT {

    private static final Path HOME = Path.of(System.getProperty("cvr0.home"));
    private static final String CVQ = "CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211\r\n";
    private static final int LIMIT_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void shouldAnswerHistoricDialoguesAndExitWithZeroOnSigterm() throws Exception {
        Process server = start(Map.of(), "serve", "--listen", "127.0.0.1:0");
        try {
            InetSocketAddress address = address(server);
            assertThat(answers(
                            address,
                            "VER 1 MSNP10 MSNP9 CVR0\r\nCVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS"
                                    + " example@hotmail.com\r\n"))
                    .isEqualTo(
                            "VER 1 CVR0\r\nCVQ 2 7.0.0813 7.0.0813 6.2.0205 http://msgr.dlservice.microsoft.com/download/5/"
                                    + "d/9/5d9bb5b2-49c7-4890-94ab-d1d5e44a0e6d/Install_MSN_Messenger.exe"
                                    + " http://messenger.msn.com\r\n");
            for (Dialogue dialogue : Transcript.conformance("seed.msnp").dialogues()) {
                assertThat(new DialoguePlayer(new SocketPeer(address))
                                .play(dialogue)
                                .mismatches())
                        .isEmpty();
            }
            server.toHandle().destroy();
            assertThat(exitCode(server)).isZero();
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void shouldReadSettingsFromTheEnvironment() throws Exception {
        Process server =
                start(Map.of("CVR0_DIALECTS", "MSNP8", "CVR0_VER_ANSWER", "list"), "serve", "--listen", "127.0.0.1:0");
        try {
            assertThat(answers(address(server), "VER 1 MSNP8 CVR0\r\n")).isEqualTo("VER 1 MSNP8 CVR0\r\n");
        } finally {
            server.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MSNP9,MSNP8", "MSNP9 MSNP8", "MSNP9, MSNP8"})
    void shouldAcceptDialectsSeparatedByCommasOrSpaces(String dialects) throws Exception {
        List<String> args = new ArrayList<>(List.of("serve", "--listen", "127.0.0.1:0", "--dialects"));
        args.addAll(List.of(dialects.split(" ")));
        Process server = start(Map.of(), args.toArray(String[]::new));
        try {
            assertThat(answers(address(server), "VER 1 MSNP8 CVR0\r\n")).isEqualTo("VER 1 MSNP8\r\n");
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void shouldIgnoreEnvironmentVariablesOfOtherPrograms() throws Exception {
        Process server = start(
                Map.of("CVR0_JAVA_OPTS", "-Xmx256m", "CVR0_SERVICE_HOST", "10.0.0.1"),
                "serve",
                "--listen",
                "127.0.0.1:0");
        try {
            assertThat(answers(address(server), "VER 1 CVR0\r\n")).isEqualTo("VER 1 CVR0\r\n");
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void shouldReportAllInvalidEnvironmentVariables() throws Exception {
        Process server = start(Map.of("CVR0_VER_ANSWER", "both", "CVR0_EVENT_LOOPS", "many"), "serve");

        assertThat(exitCode(server)).isEqualTo(3);
        assertThat(errors(server).lines())
                .containsExactlyInAnyOrder(
                        "cvr0: cvr0.ver.answer: 'both' is invalid; use one of single, list",
                        "cvr0: cvr0.event-loops: 'many' is invalid; use a whole number from 1 to 64");
    }

    @Test
    void shouldRunThroughASymbolicLinkInAnyFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("cvr0"), HOME.resolve("bin/cvr0"));

        Process version = new ProcessBuilder(link.toString(), "--version")
                .directory(folder.toFile())
                .start();

        assertThat(exitCode(version)).isZero();
        assertThat(new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .matches("cvr0 \\d.*\\s+");
        assertThat(errors(version)).isEmpty();
    }

    @Test
    void shouldReportAMissingJdk() throws Exception {
        Process run = start(Map.of("JAVA_HOME", folder.toString()), "--version");

        assertThat(exitCode(run)).isEqualTo(3);
        assertThat(errors(run)).isEqualTo("cvr0: Java not found; install JDK 17 or later, or set JAVA_HOME\n");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldReloadTheCatalogOnSighupAndKeepItIfTheNextIsInvalid() throws Exception {
        assumeFalse(ignoresSighup(), "the build ignores SIGHUP, for example under nohup");
        Path catalog = publish("7.0.0777");
        Process server = start(
                Map.of(), "serve", "--listen=127.0.0.1:0", "--catalog=" + catalog, "--set=cvr0.catalog.reload=1h");
        try {
            BufferedReader log = server.errorReader(StandardCharsets.UTF_8);
            InetSocketAddress address = address(server);
            assertThat(answers(address, CVQ)).startsWith("CVQ 2 7.0.0777 ");

            publish("7.0.0778");
            sendSighup(server);
            waitFor(log, "CVR0-2001", 2);
            assertThat(answers(address, CVQ)).startsWith("CVQ 2 7.0.0778 ");

            Files.copy(
                    Path.of(DistributionIT.class.getResource("ten-errors.yaml").toURI()),
                    catalog,
                    StandardCopyOption.REPLACE_EXISTING);
            sendSighup(server);
            waitFor(log, "CVR0-2002", 1);
            assertThat(answers(address, CVQ)).startsWith("CVQ 2 7.0.0778 ");
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    @Tag("slow")
    void shouldAnswerFromOneCompleteCatalogAfterEachKill() throws Exception {
        Path catalog = publish("7.0.0777");
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int count = 0; !done.get(); count++) {
                publish(count % 2 == 0 ? "7.0.0777" : "7.0.0778");
            }
        });
        writer.start();
        try {
            for (int kill = 0; kill < 4; kill++) {
                Process server = start(
                        Map.of(),
                        "serve",
                        "--listen=127.0.0.1:0",
                        "--catalog=" + catalog,
                        "--set=cvr0.catalog.reload=1ms");
                try {
                    InetSocketAddress address = address(server);
                    for (int request = 0; request < 50 * kill + 1; request++) {
                        assertThat(answers(address, CVQ))
                                .matches("CVQ 2 (7\\.0\\.077[78]) \\1 6\\.2\\.0205 http\\S+ http\\S+\r\n");
                    }
                } finally {
                    server.destroyForcibly().waitFor();
                }
            }
        } finally {
            done.set(true);
            writer.join();
        }
    }

    // Atomically replaces the catalog by the bundled one with another recommended version.
    private Path publish(String recommended) {
        Path file = folder.resolve("catalog.yaml");
        try (InputStream bundled = Catalog.class.getResourceAsStream("bundled.yaml")) {
            String text = new String(bundled.readAllBytes(), StandardCharsets.UTF_8).replace("7.0.0813", recommended);
            return Files.move(
                    Files.writeString(folder.resolve("new.yaml"), text), file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // A child process inherits ignored signals.
    private static boolean ignoresSighup() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line -> line.matches(".*[13579bdf]"));
    }

    private static void sendSighup(Process server) throws Exception {
        Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(server.pid())).start();
        assertThat(exitCode(kill)).isZero();
    }

    private static void waitFor(BufferedReader log, String code, int times) throws IOException {
        int left = times;
        while (left > 0) {
            String line = log.readLine();
            assertThat(line).as("a line of the log with " + code).isNotNull();
            left -= line.contains(code) ? 1 : 0;
        }
    }

    private static Process start(Map<String, String> environment, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(HOME.resolve("bin/cvr0").toString());
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static String errors(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static InetSocketAddress address(Process server) throws IOException {
        BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertThat(line).startsWith("cvr0 listens on 127.0.0.1:");
        int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static String answers(InetSocketAddress address, String lines) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(LIMIT_SECONDS * 1000);
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
