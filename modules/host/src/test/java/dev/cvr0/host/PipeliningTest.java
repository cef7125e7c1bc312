// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Transport.class)
class PipeliningTest {

    @Parameter
    Transport transport;

    @AutoClose
    private EmulatorHost host;

    @BeforeEach
    void start() {
        host = new HostFixture(transport).start(Handlers.async("SLO", (command, session) -> Handlers.ok(command)));
    }

    private static String many(String line, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> line.replace("#", "" + i) + "\r\n")
                .collect(Collectors.joining());
    }

    @Test
    void shouldAnswerManyLinesInOrder() {
        String lines = many("ECH # a", 5000);
        try (Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.send(lines).endOutput().rest()).isEqualTo(lines);
        }
    }

    @Test
    void shouldKeepTheOrderOfAsynchronousReplies() {
        String lines = many("SLO # OK\r\nECH # b", 300);
        try (Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.send(lines).endOutput().rest()).isEqualTo(lines);
        }
    }

    @Test
    void shouldIgnoreManyBlankLines() {
        try (Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.send("\n".repeat(100_000)).ask("ECH 1 a")).isEqualTo("ECH 1 a");
        }
    }

    @Test
    void shouldDiscardLinesAfterAClosingAnswerWithoutAReset() {
        try (Endpoint client = Endpoint.connect(host.address())) {
            client.send("ECH 1 a\r\nBYE 2 b\r\n" + many("ECH # c", 3000));
            assertThat(client.rest()).isEqualTo("ECH 1 a\r\nBYE 2 b\r\n");
        }
    }

    @Test
    void shouldNotResetTheConnectionIfTheClientSendsAfterTheClosingAnswer() {
        try (Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.ask("BYE 1 a")).isEqualTo("BYE 1 a");
            client.line("ECH 2 b").line("ECH 3 c");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void shouldAnswerAClientThatHalfCloses() {
        try (Endpoint client = Endpoint.connect(host.address())) {
            client.send("ECH 1 a\r\nSLO 2\r\nECH 3 c\r\nECH 4 no terminator").endOutput();
            assertThat(client.rest()).isEqualTo("ECH 1 a\r\nSLO 2 OK\r\nECH 3 c\r\n");
        }
        HostFixture.awaitNoConnections(host);
    }

    @Test
    void shouldCloseTheConnectionAfterAHalfCloseWithoutALine() {
        try (Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.endOutput().rest()).isEmpty();
        }
        HostFixture.awaitNoConnections(host);
    }
}
