// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Transport.class)
class LineFramingTest {

    private static final int LIMIT = 64;

    @Parameter
    Transport transport;

    @AutoClose
    private EmulatorHost host;

    @BeforeEach
    void start() {
        host = new HostFixture(transport).start(Map.of("cvr0.max-line-bytes", String.valueOf(LIMIT)));
    }

    @Test
    void shouldAcceptCrLfAsTerminator() {
        try (Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.send("ECH 1 a\r\n").read()).isEqualTo("ECH 1 a");
        }
    }

    @Test
    void shouldAcceptLfAsTerminator() {
        try (Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.send("ECH 1 a\nECH 2 b\n").read()).isEqualTo("ECH 1 a");
            assertThat(client.read()).isEqualTo("ECH 2 b");
        }
    }

    @Test
    void shouldNotAcceptCrAsTerminator() {
        try (Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.send("ECH 1 a\rECH 2 b\r\r\n").read()).isEqualTo("ECH 1 a~ECH 2 b~");
        }
    }

    @Test
    void shouldAssembleALineFromSeveralPackets() {
        try (Endpoint client = Endpoint.connect(host.address())) {
            client.send("EC").send("H 1").send(" a\r").send("\n");
            assertThat(client.read()).isEqualTo("ECH 1 a");
        }
    }

    @Test
    void shouldIgnoreBlankLines() {
        try (Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.send("\r\n\n\r\nECH 1 a\r\n").read()).isEqualTo("ECH 1 a");
        }
    }

    @Test
    void shouldKeepLeadingZerosOfTheTransactionId() {
        try (Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.ask("ECH 007 a")).isEqualTo("ECH 007 a");
        }
    }

    @Test
    void shouldReplaceMalformedUtf8() {
        try (Endpoint client = Endpoint.connect(host.address())) {
            byte[] line = "ECH 1 a@b@@c\r\n".getBytes(StandardCharsets.ISO_8859_1);
            line[7] = (byte) 0xFF;
            line[9] = (byte) 0xC3;
            line[10] = (byte) 0xA4;
            assertThat(client.send(line).read()).isEqualTo("ECH 1 a?b%C3%A4c");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void shouldAcceptALineOfTheMaximumLength(String terminator) {
        try (Endpoint client = Endpoint.connect(host.address())) {
            String line = "ECH 1 " + "x".repeat(LIMIT - 6 - terminator.length());
            assertThat(client.send(line + terminator).read()).isEqualTo(line);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void shouldCloseTheConnectionIfALineIsTooLong(String terminator) {
        try (Endpoint client = Endpoint.connect(host.address())) {
            client.send("ECH 1 " + "x".repeat(LIMIT - 5 - terminator.length()) + terminator);
            assertThat(client.rest()).isEmpty();
            assertThat(host.rejections()).containsEntry("cvr0.max-line-bytes", 1L);
        }
    }

    @Test
    void shouldCloseTheConnectionBeforeATooLongLineEnds() {
        try (Endpoint client = Endpoint.connect(host.address())) {
            client.send("ECH 1 " + "x".repeat(LIMIT - 6));
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void shouldAnswerLinesBeforeATooLongLine() {
        try (Endpoint client = Endpoint.connect(host.address())) {
            client.send("ECH 1 a\r\nECH 2 b\r\n" + "x".repeat(LIMIT));
            assertThat(client.rest()).isEqualTo("ECH 1 a\r\nECH 2 b\r\n");
        }
    }

    @Test
    void shouldWaitForTheRestOfALine() {
        try (Endpoint client = Endpoint.connect(host.address())) {
            client.send("ECH 1 a\r\n" + "ECH 2 " + "x".repeat(LIMIT - 8));
            assertThat(client.read()).isEqualTo("ECH 1 a");
            assertThat(client.send("\r\n").read()).isEqualTo("ECH 2 " + "x".repeat(LIMIT - 8));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldNotDependOnPacketBoundaries(long seed) {
        Random random = new Random(seed);
        StringBuilder sent = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        int count = 1 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            String line = "ECH " + i + " " + "x".repeat(1 + random.nextInt(LIMIT - 10));
            sent.append(random.nextInt(5) == 0 ? "\r\n" : "");
            sent.append(line).append(random.nextBoolean() ? "\r\n" : "\n");
            expected.append(line).append("\r\n");
        }
        try (Endpoint client = Endpoint.connect(host.address())) {
            for (int from = 0; from < sent.length(); ) {
                int to = Math.min(sent.length(), from + 1 + random.nextInt(2 * LIMIT));
                client.send(sent.substring(from, to));
                from = to;
            }
            assertThat(client.endOutput().rest()).isEqualTo(expected.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OUT",
                "ECH",
                "ECH ",
                "ECH x",
                "ECH 4294967296",
                "ECH -1 a",
                "ech 1",
                " ECH 1",
                "ECHO 1",
                "\t",
                "\u0000"
            })
    void shouldCloseTheConnectionIfALineIsNotACommand(String line) {
        try (Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.line(line).line("ECH 2 b").rest()).isEmpty();
        }
    }

    @Test
    void shouldCloseTheConnectionIfAVerbHasNoHandler() {
        try (Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.line("USR 1 TWN I a@b").line("ECH 2 b").rest()).isEmpty();
        }
    }
}
