// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
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
class FaultTest {

    @Parameter
    Transport transport;

    static Stream<BiFunction<Command, Session, Reply>> faults() {
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
                (command, session) -> endless(command),
                (command, session) -> nothing());
    }

    @SuppressWarnings("InfiniteRecursion") // a handler that overflows the stack
    private static Reply endless(Command command) {
        return endless(new Command(command.verb(), command.transactionId(), command.text()));
    }

    @SuppressWarnings("NullAway") // a handler that breaks its contract
    private static Reply nothing() {
        return null;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void failingHandlerShouldBeAnsweredByTheFaultAndTheEnd(BiFunction<Command, Session, Reply> fault) {
        assertFault(Handlers.of("BAD", fault));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void failingStageShouldBeAnsweredByTheFaultAndTheEnd(BiFunction<Command, Session, Reply> fault) {
        assertFault(Handlers.async("BAD", fault));
    }

    private void assertFault(CommandHandler handler) {
        try (LogCapture log = new LogCapture();
                EmulatorHost host = new HostFixture(transport).start(handler);
                Client client = Client.of(host);
                Client other = Client.of(host)) {
            assertThat(client.send("ECH 1 a\r\nBAD 007\r\nECH 3 b\r\n").rest()).isEqualTo("ECH 1 a\r\n500 007\r\n");
            assertThat(other.ask("ECH 4 c")).isEqualTo("ECH 4 c");
            assertThat(log.alarms())
                    .singleElement()
                    .asString()
                    .startsWith("CVR0-3103: ")
                    .contains("Stub failed at BAD: ")
                    .doesNotContain("\n", "\r");
        }
    }

    @Test
    void stackTraceShouldBeLoggedForDebuggingOnly() {
        CommandHandler bad = Handlers.of("BAD", (command, session) -> {
            throw new IllegalStateException("on purpose");
        });
        try (LogCapture log = new LogCapture();
                EmulatorHost host = new HostFixture(transport).start(bad);
                Client client = Client.of(host)) {
            client.line("BAD 1").rest();
            assertThat(log.records())
                    .filteredOn(r -> r.getThrown() != null)
                    .allMatch(r -> r.getLevel().intValue() < Level.INFO.intValue())
                    .isNotEmpty();
        }
    }

    @Test
    void manyFaultsShouldNotFloodTheLog() {
        CommandHandler bad = Handlers.of("BAD", (command, session) -> {
            throw new IllegalStateException("on purpose");
        });
        try (LogCapture log = new LogCapture();
                EmulatorHost host = new HostFixture(transport).start(bad)) {
            for (int i = 0; i < 200; i++) {
                try (Client client = Client.of(host)) {
                    client.line("BAD 1").rest();
                }
            }
            assertThat(log.alarms()).hasSizeLessThan(20);
        }
    }

    @Test
    void failingFallbackShouldBeAnsweredByTheFault() {
        Fallback bad = (command, session) -> {
            throw new IllegalStateException("on purpose");
        };
        try (LogCapture log = new LogCapture();
                EmulatorHost host = new HostFixture(transport).start(s -> s, bad);
                Client client = Client.of(host)) {
            assertThat(client.line("USR 5").rest()).isEqualTo("500 5\r\n");
            assertThat(log.alarms()).singleElement().asString().contains("the fallback failed at USR");
        }
    }
}
