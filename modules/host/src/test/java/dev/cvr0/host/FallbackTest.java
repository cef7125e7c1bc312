// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Reply;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FallbackTest {

    private final HostFixture fixture = new HostFixture(Transport.best());
    private final CommandHandler declining = Handlers.of("DEC", (command, session) -> new Reply.Declined());

    @Test
    void shouldCloseTheConnectionAfterADeclinedCommand() {
        try (EmulatorHost host = fixture.start(declining);
                Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.send("ECH 1 a\r\nDEC 2\r\nECH 3 b\r\n").rest()).isEqualTo("ECH 1 a\r\n");
        }
    }

    @Test
    void shouldAnswerDeclinedAndUnhandledCommands() {
        Fallback fallback = (command, session) -> CompletableFuture.completedStage(Handlers.ok(command));
        try (EmulatorHost host = fixture.start(Map.of(), fallback, declining);
                Endpoint client = Endpoint.connect(host.address())) {
            assertThat(client.ask("DEC 1")).isEqualTo("DEC 1 OK");
            assertThat(client.ask("USR 2")).isEqualTo("USR 2 OK");
            assertThat(client.ask("ECH 3 a")).isEqualTo("ECH 3 a");
        }
    }

    @Test
    void shouldPassTheSessionOfTheHandlerToTheFallback() {
        CommandHandler agreeing = Handlers.of("AGR", (command, session) -> {
            session.agree(Dialect.CVR0);
            return Handlers.ok(command);
        });
        Fallback fallback = (command, session) -> CompletableFuture.completedStage(
                session.agreedDialect().isPresent() && session.remoteAddress().isLoopbackAddress()
                        ? Handlers.ok(command)
                        : new Reply.Declined());
        try (EmulatorHost host = fixture.start(Map.of(), fallback, agreeing);
                Endpoint client = Endpoint.connect(host.address())) {
            client.ask("AGR 1");
            assertThat(client.ask("USR 2")).isEqualTo("USR 2 OK");
        }
    }

    @Test
    void shouldAnswerAsynchronously() {
        PendingHandler slow = new PendingHandler();
        try (EmulatorHost host = fixture.start(Map.of(), slow::handle, declining);
                Endpoint client = Endpoint.connect(host.address())) {
            client.send("DEC 1\r\nUSR 2\r\nECH 3 a\r\n");
            slow.next().answer();
            assertThat(client.read()).isEqualTo("DEC 1 OK");
            slow.next().answer();
            assertThat(client.read()).isEqualTo("USR 2 OK");
            assertThat(client.read()).isEqualTo("ECH 3 a");
        }
    }
}
