// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.protocol.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends thousands of damaged dialogues and checks that the host serves the next client. */
@ParameterizedClass
@EnumSource(Transport.class)
class RandomDialoguesTest {

    private static final int DIALOGUES = 3000;
    private static final String[] LINES = {
        "ECH 1 a\r\n",
        "ECH 007 b c\n",
        "SLO 3\r\n",
        "BYE 4 x\r\n",
        "DEC 5\r\n",
        "\r\n",
        "OUT\r\n",
        "ech 6\r\n",
        "ECH\r\n",
        "ECH 99999999999\r\n",
        "ECH 7 \u00e4\uFFFD \r\n",
        "XYZ 8\r\n",
        "ECH 9 " + "y".repeat(1700) + "\r\n",
        "\r",
        "\n\n\n"
    };

    @Parameter
    Transport transport;

    @ParameterizedTest
    @ValueSource(longs = {1863, 20030401})
    void shouldContinueAfterRandomDialogues(long seed) {
        Random random = new Random(seed);
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = new HostFixture(transport)
                        .start(
                                Map.of(
                                        "cvr0.first-line-timeout", "5s",
                                        "cvr0.idle-timeout", "5s",
                                        "cvr0.close-grace", "1s",
                                        "cvr0.drain-limit", "4096"),
                                Handlers.async("SLO", (command, session) -> Handlers.ok(command)),
                                Handlers.of("DEC", (command, session) -> new Reply.Declined()))) {
            for (int i = 0; i < DIALOGUES; i++) {
                play(host, random);
            }
            try (Endpoint good = Endpoint.connect(host.address())) {
                assertThat(good.ask("ECH 1 a")).isEqualTo("ECH 1 a");
                assertThat(good.ask("SLO 2")).isEqualTo("SLO 2 OK");
                assertThat(good.line("BYE 3 b").rest()).isEqualTo("BYE 3 b\r\n");
            }
            HostFixture.awaitNoConnections(host);
            assertThat(log.warnings()).isEmpty();
        }
    }

    // The host may reset the connection, so I/O exceptions of the client are expected.
    private static void play(EmulatorHost host, Random random) {
        try (Endpoint client = Endpoint.connect(host.address())) {
            int pieces = 1 + random.nextInt(3);
            for (int i = 0; i < pieces; i++) {
                client.send(piece(random));
            }
            leave(client, random.nextInt(4));
        } catch (UncheckedIOException reset) {
            assertThat(reset).hasCauseInstanceOf(IOException.class);
        }
    }

    private static void leave(Endpoint client, int way) {
        switch (way) {
            case 0 -> client.reset();
            case 1 -> client.endOutput().rest();
            case 2 -> client.endOutput();
            default -> client.close();
        }
    }

    private static byte[] piece(Random random) {
        StringBuilder text = new StringBuilder();
        int lines = 1 + random.nextInt(6);
        for (int i = 0; i < lines; i++) {
            text.append(LINES[random.nextInt(LINES.length)]);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        int damages = random.nextInt(4);
        for (int i = 0; i < damages; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
