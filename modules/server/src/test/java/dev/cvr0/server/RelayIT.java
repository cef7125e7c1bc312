// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The distribution as a relay in front of an emulator in Python, each in its own process. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RelayIT {

    private static final Path HOME = Path.of(System.getProperty("cvr0.home"));
    private static final int LIMIT_MILLIS = 60_000;
    private static final int READ_MILLIS = 20_000;
    private static final String CLIENT = "0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS example@hotmail.com";
    private static final String ADVICE =
            "7.0.0813 7.0.0813 6.2.0205 http://msgr.dlservice.microsoft.com/download/5/d/9/"
                    + "5d9bb5b2-49c7-4890-94ab-d1d5e44a0e6d/Install_MSN_Messenger.exe http://messenger.msn.com\r\n";
    private static final String MESSAGE = "MSG Hotmail Hotmail 74\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: text/x-msmsgsprofile\r\n\r\nCVR 5 1 1 1 a b\r\n";

    private static final List<Process> PROCESSES = new ArrayList<>();

    @BeforeAll
    static void requirePython() {
        assumeTrue(hasPython(), "python3 3.9 or later is not installed");
    }

    @AfterAll
    static void stop() {
        PROCESSES.forEach(Process::destroyForcibly);
    }

    @Test
    void shouldReplaceAnswersOfAnEmulatorInPython() throws Exception {
        Process emulator = start(List.of("python3", emulatorFile().toString()));
        BufferedReader received = emulator.inputReader(StandardCharsets.ISO_8859_1);
        Process relay = relay(received.readLine());
        int port = port(relay);

        signInWithMsnp8(port);
        assertThat(received.readLine()).isEqualTo("< VER 1 MSNP8 CVR0");
        assertThat(received.readLine()).isEqualTo("< CVR 2 " + CLIENT);

        signInWithMsnp15(port);
        signInWithMsnp7(port);
        assertThat(answers(port, "VER 1 CVR0\r\nCVQ 2 " + CLIENT + "\r\n")).isEqualTo("VER 1 CVR0\r\nCVQ 2 " + ADVICE);

        emulator.destroyForcibly().waitFor();
        assertThat(answers(port, "CVQ 1 " + CLIENT + "\r\n")).isEqualTo("CVQ 1 " + ADVICE);
        assertThat(answers(port, "VER 1 MSNP8 CVR0\r\nCVR 2 " + CLIENT + "\r\nUSR 3 TWN I example@hotmail.com\r\n"))
                .isEqualTo("VER 1 MSNP8\r\nCVR 2 " + ADVICE + "601 3\r\n");
        relay.toHandle().destroy();
        assertThat(relay.waitFor(LIMIT_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(relay.exitValue()).isZero();
    }

    private static void signInWithMsnp8(int port) throws IOException {
        try (Socket client = connect(port)) {
            exchange(
                    client,
                    "VER 1 MSNP8 CVR0\r\nCVR 2 " + CLIENT + "\r\nUSR 3 TWN I example@hotmail.com\r\n",
                    "VER 1 MSNP8\r\nCVR 2 " + ADVICE + "USR 3 TWN S 1013928519.693957190\r\n");
            exchange(
                    client,
                    "USR 4 TWN S t=1&p=2\r\n",
                    "USR 4 OK example@hotmail.com example@hotmail.com 1 0\r\n" + MESSAGE);
            exchange(client, "CHG 6 NLN\r\n", "CHG 6 NLN\r\n");
            exchange(client, "QRY 7 msmsgs@msnmsgr.com 32\r\n\r\n\r\nCVR 2 1 2 3 4 5\r\n012345678901", "QRY 7\r\n");
        }
    }

    /** MSNP15 has a payload before the answer to USR. */
    private static void signInWithMsnp15(int port) throws IOException {
        try (Socket client = connect(port)) {
            exchange(client, "VER 1 MSNP15 CVR0\r\n", "VER 1 MSNP15\r\n");
            exchange(client, "CVR 2 " + CLIENT + "\r\n", "CVR 2 " + ADVICE);
            exchange(
                    client,
                    "USR 3 SSO I example@hotmail.com\r\n",
                    "GCF 0 21\r\n<Policies></Policies>USR 3 SSO S 1013928519.693957190\r\n");
        }
    }

    /** MSNP7 sends CVR after CHG, and has payloads before it. */
    private static void signInWithMsnp7(int port) throws IOException {
        try (Socket client = connect(port)) {
            exchange(client, "VER 0 MSNP7 MSNP6 MSNP5 MSNP4 CVR0\r\n", "VER 0 MSNP7\r\n");
            exchange(client, "INF 1\r\n", "INF 1 MD5\r\n");
            exchange(client, "USR 2 MD5 I example@hotmail.com\r\n", "USR 2 MD5 S 1013928519.693957190\r\n");
            exchange(
                    client,
                    "USR 3 MD5 S 23e54a439a6a17d15025f4c6cbd0f6b5\r\n",
                    "USR 3 OK example@hotmail.com example@hotmail.com 1 0\r\n" + MESSAGE);
            exchange(client, "SYN 4 0\r\nCHG 5 NLN\r\n", "SYN 4 1 0 0\r\nCHG 5 NLN\r\n");
            exchange(client, "CVR 6 " + CLIENT + "\r\n", "CVR 6 " + ADVICE);
            exchange(client, "CVR 7 " + CLIENT + "\r\n", "CVR 7 " + ADVICE);
        }
    }

    private static void exchange(Socket client, String sent, String expected) throws IOException {
        client.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try {
            int next = client.getInputStream().read();
            while (next >= 0) {
                received.write(next);
                next = received.size() < expected.length()
                        ? client.getInputStream().read()
                        : -1;
            }
        } catch (SocketTimeoutException e) {
            // Less was received than expected.
        }
        assertThat(received.toString(StandardCharsets.ISO_8859_1)).isEqualTo(expected);
    }

    private static String answers(int port, String lines) throws IOException {
        try (Socket client = connect(port)) {
            client.getOutputStream().write(lines.getBytes(StandardCharsets.ISO_8859_1));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(READ_MILLIS);
        return socket;
    }

    private static Process relay(String emulatorPort) throws IOException {
        return start(List.of(
                HOME.resolve("bin/cvr0").toString(),
                "serve",
                "--listen=127.0.0.1:0",
                "--upstream=127.0.0.1:" + emulatorPort));
    }

    private static int port(Process relay) throws IOException {
        String line = relay.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(line).startsWith("cvr0 listens on 127.0.0.1:");
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    private static Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        PROCESSES.add(process);
        return process;
    }

    private static boolean hasPython() {
        try {
            Process version = start(List.of("python3", "-c", "str.removeprefix"));
            return version.waitFor(LIMIT_MILLIS, TimeUnit.MILLISECONDS) && version.exitValue() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static Path emulatorFile() throws URISyntaxException {
        return Path.of(RelayIT.class.getResource("emulator.py").toURI());
    }
}
