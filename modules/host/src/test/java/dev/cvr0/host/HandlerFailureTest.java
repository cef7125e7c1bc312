// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@EnumSource(Transport.class)
class HandlerFailureTest {

    @Parameter
    Transport transport;

    static Stream<BiFunction<Command, Session, Reply>> failures() {
        return Stream.of(
                (command, session) -> {
                    throw new IllegalStateException("broken on purpose\r\nwith a forged line");
                },
                (command, session) -> {
                    throw new AssertionError("broken on purpose");
                },
                (command, session) -> {
                    throw new NoClassDefFoundError("broken/on/Purpose");
                },
                (command, session) -> recurse(command),
                (command, session) -> returnNull());
    }

    @SuppressWarnings("InfiniteRecursion") // a handler that overflows the stack
    private static Reply recurse(Command command) {
        return recurse(new Command(command.verb(), command.transactionId(), command.text()));
    }

    @SuppressWarnings("NullAway") // a handler that breaks its contract
    private static Reply returnNull() {
        return null;
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldAnswer500AndCloseIfAHandlerThrows(BiFunction<Command, Session, Reply> failure) {
        assertFailureIsHandled(Handlers.of("BAD", failure));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldAnswer500AndCloseIfAStageFails(BiFunction<Command, Session, Reply> failure) {
        assertFailureIsHandled(Handlers.async("BAD", failure));
    }

    private void assertFailureIsHandled(CommandHandler handler) {
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = new HostFixture(transport).start(handler);
                Endpoint client = Endpoint.connect(host.address());
                Endpoint other = Endpoint.connect(host.address())) {
            assertThat(client.send("ECH 1 a\r\nBAD 007\r\nECH 3 b\r\n").rest()).isEqualTo("ECH 1 a\r\n500 007\r\n");
            assertThat(other.ask("ECH 4 c")).isEqualTo("ECH 4 c");
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("CVR0-3103: ")
                    .contains("StubHandler failed to handle BAD: ")
                    .doesNotContain("\n", "\r");
        }
    }

    @Test
    void shouldLogStackTracesOnlyAtDebugLevel() {
        CommandHandler failing = Handlers.of("BAD", (command, session) -> {
            throw new IllegalStateException("on purpose");
        });
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = new HostFixture(transport).start(failing);
                Endpoint client = Endpoint.connect(host.address())) {
            client.line("BAD 1").rest();
            assertThat(log.records())
                    .filteredOn(r -> r.getThrown() != null)
                    .allMatch(r -> r.getLevel().intValue() < Level.INFO.intValue())
                    .isNotEmpty();
        }
    }

    @Test
    void shouldRateLimitTheLogOfFailures() {
        CommandHandler failing = Handlers.of("BAD", (command, session) -> {
            throw new IllegalStateException("on purpose");
        });
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = new HostFixture(transport).start(failing)) {
            for (int i = 0; i < 200; i++) {
                try (Endpoint client = Endpoint.connect(host.address())) {
                    client.line("BAD 1").rest();
                }
            }
            assertThat(log.warnings()).hasSizeLessThan(20);
        }
    }

    @Test
    void shouldAnswer500IfTheFallbackThrows() {
        Fallback failing = (command, session) -> {
            throw new IllegalStateException("on purpose");
        };
        try (LogRecorder log = new LogRecorder();
                EmulatorHost host = new HostFixture(transport).start(Map.of(), failing);
                Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.line("USR 5").rest()).isEqualTo("500 5\r\n");
            assertThat(log.warnings()).singleElement().asString().contains("the fallback failed to handle USR");
        }
    }
}
