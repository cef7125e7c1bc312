// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Transport.class)
class SessionEndTest {

    private static final String LONG = "10m";
    private static final String BRIEF = "100ms";

    @Parameter
    Transport transport;

    @Test
    void shouldKeepTheConnectionUntilTheClientCloses() {
        try (EmulatorHost host = fixture()
                .start(Map.of("cvr0.close-grace", LONG, "cvr0.drain-limit", "1000", "cvr0.shutdown-grace", BRIEF))) {
            Endpoint client = Endpoint.connect(host.address());
            assertThat(client.line("BYE 1 a").rest()).isEqualTo("BYE 1 a\r\n");
            assertThat(host.connections()).isEqualTo(1);
            client.close();
            HostFixture.awaitNoConnections(host);
        }
    }

    @Test
    void shouldCloseTheConnectionAfterTheCloseGrace() {
        try (EmulatorHost host = fixture().start(Map.of("cvr0.close-grace", BRIEF, "cvr0.drain-limit", "1000"));
                Endpoint client = Endpoint.connect(host.address())) {
            client.line("BYE 1 a").rest();
            HostFixture.awaitNoConnections(host);
        }
    }

    @Test
    void shouldCloseTheConnectionAtTheDrainLimit() {
        try (EmulatorHost host = fixture().start(Map.of("cvr0.close-grace", LONG, "cvr0.drain-limit", "10000"));
                Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.line("BYE 1 a").rest()).isEqualTo("BYE 1 a\r\n");
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            client.send("x".repeat(1000));
                        }
                    })
                    .isInstanceOf(UncheckedIOException.class);
            HostFixture.awaitNoConnections(host);
        }
    }

    @Test
    void shouldCloseTheConnectionImmediatelyIfTheClientHasClosedItsOutput() {
        try (EmulatorHost host = fixture().start(Map.of("cvr0.close-grace", LONG, "cvr0.drain-limit", "1000"));
                Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.line("ECH 1 a").endOutput().rest()).isEqualTo("ECH 1 a\r\n");
            HostFixture.awaitNoConnections(host);
        }
    }

    @Test
    void shouldNotApplyTheIdleTimeoutToAnEndedSession() {
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = fixture()
                        .start(Map.of(
                                "cvr0.first-line-timeout",
                                BRIEF,
                                "cvr0.idle-timeout",
                                BRIEF,
                                "cvr0.close-grace",
                                LONG,
                                "cvr0.drain-limit",
                                "1000",
                                "cvr0.shutdown-grace",
                                BRIEF));
                Endpoint client = Endpoint.connect(host.address())) {
            client.line("BYE 1 a").rest();
            // Two other sessions expire one after the other, so the timeout has passed for the first session as well.
            for (int i = 0; i < 2; i++) {
                try (Endpoint silent = Endpoint.connect(host.address())) {
                    silent.rest();
                }
            }
            assertThat(log.all())
                    .filteredOn(text -> text.contains(":" + client.socket().getLocalPort() + " ends: "))
                    .singleElement()
                    .asString()
                    .startsWith("CVR0-3202: ")
                    .endsWith("the reply ends the session");
        }
    }

    @Test
    void shouldDiscardBytesUpToTheDrainLimit() {
        try (EmulatorHost host = fixture().start(Map.of("cvr0.close-grace", LONG, "cvr0.drain-limit", "100000"));
                Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.line("BYE 1 a").read()).isEqualTo("BYE 1 a");
            client.send("x".repeat(100_000)).endOutput();
            assertThat(client.rest()).isEmpty();
            HostFixture.awaitNoConnections(host);
        }
    }

    @Test
    void shouldNotLogAWarningIfTheClientClosesFirst() {
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = fixture().start()) {
            for (String sent : new String[] {"", "ECH 1 a", "ECH 1 a\r\n", "BYE 1 a\r\n"}) {
                Endpoint.connect(host.address()).send(sent).close();
            }
            HostFixture.awaitNoConnections(host);
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void shouldContinueAfterAConnectionReset() {
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = fixture().start()) {
            for (int i = 0; i < 100; i++) {
                Endpoint.connect(host.address())
                        .send("ECH 1 a\r\nBYE 2 b\r\n".substring(i % 18))
                        .reset();
            }
            HostFixture.awaitNoConnections(host);
            try (Endpoint client = Endpoint.connect(host.address())) {
                assertThat(client.ask("ECH 1 a")).isEqualTo("ECH 1 a");
            }
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void shouldCloseAConnectionWithoutAFirstLine() {
        try (EmulatorHost host = fixture().start(Map.of("cvr0.first-line-timeout", BRIEF, "cvr0.idle-timeout", LONG));
                Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void shouldCloseAnIdleSession() {
        try (EmulatorHost host = fixture().start(Map.of("cvr0.first-line-timeout", LONG, "cvr0.idle-timeout", BRIEF));
                Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.line("ECH 1 a").rest()).isEqualTo("ECH 1 a\r\n");
        }
    }

    @Test
    void shouldNotExtendTheTimeoutForIncompleteLines() throws IOException {
        try (EmulatorHost host = fixture().start(Map.of("cvr0.first-line-timeout", BRIEF, "cvr0.idle-timeout", LONG));
                Endpoint client = Endpoint.connect(host.address())) {
            assertThat(endsWhileSending(client, "x", 1000)).isTrue();
        }
    }

    @Test
    void shouldNotExtendTheTimeoutForBlankLines() throws IOException {
        try (EmulatorHost host = fixture().start(Map.of("cvr0.first-line-timeout", LONG, "cvr0.idle-timeout", BRIEF));
                Endpoint client = Endpoint.connect(host.address())) {
            client.ask("ECH 1 a");
            assertThat(endsWhileSending(client, "\r\n", 1000)).isTrue();
        }
    }

    // Sends data repeatedly and checks after each time whether the connection has ended.
    private static boolean endsWhileSending(Endpoint client, String drop, int drops) throws IOException {
        client.socket().setSoTimeout(10);
        InputStream in = client.socket().getInputStream();
        for (int i = 0; i < drops; i++) {
            client.send(drop);
            try {
                return in.read() < 0;
            } catch (SocketTimeoutException stillOpen) {
                assertThat(client.socket().isClosed()).isFalse();
            }
        }
        return false;
    }

    @Test
    void shouldCloseTheConnectionOfAClientThatDoesNotRead() {
        String long60k = "x".repeat(60_000);
        try (EmulatorHost host = fixture()
                        .start(Map.of(
                                "cvr0.first-line-timeout",
                                LONG,
                                "cvr0.idle-timeout",
                                "300ms",
                                "cvr0.max-line-bytes",
                                "65536",
                                "cvr0.close-grace",
                                BRIEF,
                                "cvr0.drain-limit",
                                "1000"));
                Endpoint client = Endpoint.connect(host.address(), 4096)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            client.line("ECH 1 " + long60k);
                        }
                    })
                    .isInstanceOf(UncheckedIOException.class);
            HostFixture.awaitNoConnections(host);
        }
    }

    @Test
    void shouldSendEveryAnswerToASlowReader() {
        String line = "ECH 1 " + "x".repeat(1000) + "\r\n";
        try (EmulatorHost host = fixture().start();
                Endpoint client = Endpoint.connect(host.address(), 4096)) {
            Thread sender = new Thread(() -> {
                for (int i = 0; i < 5000; i++) {
                    client.send(line);
                }
                client.endOutput();
            });
            sender.start();
            assertThat(client.rest()).hasSize(5000 * line.length());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldSendEveryQueuedAnswerToASlowReaderBeforeClosing(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder lines = new StringBuilder();
        int count = 1 + random.nextInt(200);
        for (int i = 0; i < count; i++) {
            lines.append("ECH ").append(i).append(' ').append("x".repeat(1 + random.nextInt(1500)));
            lines.append("\r\n");
        }
        lines.append("BYE ").append(count).append(" b\r\n");
        try (EmulatorHost host = fixture()
                        .start(Map.of(
                                "cvr0.close-grace", LONG, "cvr0.drain-limit", "65536", "cvr0.shutdown-grace", BRIEF));
                Endpoint client = Endpoint.connect(host.address(), 2048)) {
            Thread sender = new Thread(() -> client.send(lines.toString()));
            sender.start();
            assertThat(readSlowly(client, random)).isEqualTo(lines.toString());
        }
    }

    // Reads a few bytes at a time and yields to other threads after each.
    private static String readSlowly(Endpoint client, Random random) throws IOException {
        InputStream in = client.socket().getInputStream();
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] piece = new byte[1 + random.nextInt(700)];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            received.write(piece, 0, read);
            Thread.yield();
        }
        return received.toString(StandardCharsets.US_ASCII);
    }

    private HostFixture fixture() {
        return new HostFixture(transport);
    }
}
