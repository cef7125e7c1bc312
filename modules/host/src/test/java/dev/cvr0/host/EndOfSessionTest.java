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
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Transport.class)
class EndOfSessionTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration BRIEF = Duration.ofMillis(100);

    @Parameter
    Transport transport;

    @Test
    void connectionShouldStayUntilTheClientClosesToo() {
        try (EmulatorHost host = fixture().start(s -> s.withClose(LONG, 1000).withShutdownGrace(BRIEF))) {
            Client client = Client.of(host);
            assertThat(client.line("BYE 1 a").rest()).isEqualTo("BYE 1 a\r\n");
            assertThat(host.connections()).isEqualTo(1);
            client.close();
            HostFixture.awaitNobody(host);
        }
    }

    @Test
    void connectionShouldBeClosedAfterTheGraceIfTheClientDoesNot() {
        try (EmulatorHost host = fixture().start(s -> s.withClose(BRIEF, 1000));
                Client client = Client.of(host)) {
            client.line("BYE 1 a").rest();
            HostFixture.awaitNobody(host);
        }
    }

    @Test
    void clientThatKeepsSendingShouldBeClosedAtTheDrainLimit() {
        try (EmulatorHost host = fixture().start(s -> s.withClose(LONG, 10_000));
                Client client = Client.of(host)) {
            assertThat(client.line("BYE 1 a").rest()).isEqualTo("BYE 1 a\r\n");
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            client.send("x".repeat(1000));
                        }
                    })
                    .isInstanceOf(UncheckedIOException.class);
            HostFixture.awaitNobody(host);
        }
    }

    @Test
    void clientThatEndedItsSideFirstShouldBeLetGoAtOnce() {
        try (EmulatorHost host = fixture().start(s -> s.withClose(LONG, 1000));
                Client client = Client.of(host)) {
            assertThat(client.line("ECH 1 a").endOutput().rest()).isEqualTo("ECH 1 a\r\n");
            HostFixture.awaitNobody(host);
        }
    }

    @Test
    void endedSessionShouldNotExpireAsWell() {
        try (LogCapture log = new LogCapture();
                EmulatorHost host = fixture()
                        .start(s -> s.withTimeouts(BRIEF, BRIEF)
                                .withClose(LONG, 1000)
                                .withShutdownGrace(BRIEF));
                Client client = Client.of(host)) {
            client.line("BYE 1 a").rest();
            // Two others expire one after the other: the time has passed for the first as well.
            for (int i = 0; i < 2; i++) {
                try (Client silent = Client.of(host)) {
                    silent.rest();
                }
            }
            assertThat(log.all())
                    .filteredOn(text -> text.contains(":" + client.localPort() + ":"))
                    .singleElement()
                    .asString()
                    .startsWith("CVR0-3202: ")
                    .endsWith("an answer that ends it");
        }
    }

    @Test
    void bytesUpToTheDrainLimitShouldBeDropped() {
        try (EmulatorHost host = fixture().start(s -> s.withClose(LONG, 100_000));
                Client client = Client.of(host)) {
            assertThat(client.line("BYE 1 a").read()).isEqualTo("BYE 1 a");
            client.send("x".repeat(100_000)).endOutput();
            assertThat(client.rest()).isEmpty();
            HostFixture.awaitNobody(host);
        }
    }

    @Test
    void clientThatClosesFirstShouldBeNoError() {
        try (LogCapture log = new LogCapture();
                EmulatorHost host = fixture().start()) {
            for (String sent : new String[] {"", "ECH 1 a", "ECH 1 a\r\n", "BYE 1 a\r\n"}) {
                Client.of(host).send(sent).close();
            }
            HostFixture.awaitNobody(host);
            assertThat(log.alarms()).isEmpty();
        }
    }

    @Test
    void clientThatResetsShouldBeHarmless() {
        try (LogCapture log = new LogCapture();
                EmulatorHost host = fixture().start()) {
            for (int i = 0; i < 100; i++) {
                Client.of(host).send("ECH 1 a\r\nBYE 2 b\r\n".substring(i % 18)).reset();
            }
            HostFixture.awaitNobody(host);
            try (Client client = Client.of(host)) {
                assertThat(client.ask("ECH 1 a")).isEqualTo("ECH 1 a");
            }
            assertThat(log.alarms()).isEmpty();
        }
    }

    @Test
    void silentConnectionShouldBeClosedWithoutAnAnswer() {
        try (EmulatorHost host = fixture().start(s -> s.withTimeouts(BRIEF, LONG));
                Client client = Client.of(host)) {
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void idleSessionShouldBeClosedWithoutAnAnswer() {
        try (EmulatorHost host = fixture().start(s -> s.withTimeouts(LONG, BRIEF));
                Client client = Client.of(host)) {
            assertThat(client.line("ECH 1 a").rest()).isEqualTo("ECH 1 a\r\n");
        }
    }

    @Test
    void trickleOfBytesShouldNotCountAsLife() throws IOException {
        try (EmulatorHost host = fixture().start(s -> s.withTimeouts(BRIEF, LONG));
                Client client = Client.of(host)) {
            assertThat(endsUnder(client, "x", 1000)).isTrue();
        }
    }

    @Test
    void trickleOfBlankLinesShouldNotCountAsLife() throws IOException {
        try (EmulatorHost host = fixture().start(s -> s.withTimeouts(LONG, BRIEF));
                Client client = Client.of(host)) {
            client.ask("ECH 1 a");
            assertThat(endsUnder(client, "\r\n", 1000)).isTrue();
        }
    }

    // Sends a little, waits a little for the end, and so on.
    private static boolean endsUnder(Client client, String drop, int drops) throws IOException {
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
    void clientThatDoesNotReadItsAnswersShouldBeCutOff() {
        String long60k = "x".repeat(60_000);
        try (EmulatorHost host = fixture()
                        .start(s -> s.withTimeouts(LONG, Duration.ofMillis(300))
                                .withMaxLineBytes(65_536)
                                .withClose(BRIEF, 1000));
                Client client = Client.of(host, 4096)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            client.line("ECH 1 " + long60k);
                        }
                    })
                    .isInstanceOf(UncheckedIOException.class);
            HostFixture.awaitNobody(host);
        }
    }

    @Test
    void slowReaderShouldGetEveryAnswer() {
        String line = "ECH 1 " + "x".repeat(1000) + "\r\n";
        try (EmulatorHost host = fixture().start();
                Client client = Client.of(host, 4096)) {
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
    void slowReaderShouldGetEveryQueuedAnswerBeforeTheEnd(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder lines = new StringBuilder();
        int count = 1 + random.nextInt(200);
        for (int i = 0; i < count; i++) {
            lines.append("ECH ").append(i).append(' ').append("x".repeat(1 + random.nextInt(1500)));
            lines.append("\r\n");
        }
        lines.append("BYE ").append(count).append(" b\r\n");
        try (EmulatorHost host = fixture().start(s -> s.withClose(LONG, 65_536).withShutdownGrace(BRIEF));
                Client client = Client.of(host, 2048)) {
            Thread sender = new Thread(() -> client.send(lines.toString()));
            sender.start();
            assertThat(slowly(client, random)).isEqualTo(lines.toString());
        }
    }

    // Reads a few bytes at a time, and lets other threads run in between.
    private static String slowly(Client client, Random random) throws IOException {
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
