// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.testkit.RecordingRegistry.Event;
import dev.cvr0.testkit.RecordingRegistry.Event.Kind;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RecordingRegistryTest implements CommandRegistryContract {

    private static final Set<Verb> VERBS = Set.of(new Verb("XAA"));

    @Override
    public CommandRegistry createRegistry() {
        return new RecordingRegistry("MSNP9", "MSNP8");
    }

    @Override
    public Optional<CompletionStage<Reply>> dispatch(CommandRegistry registry, Command command, Session session) {
        return ((RecordingRegistry) registry).find(command.verb()).map(handler -> handler.handle(command, session));
    }

    @Test
    void shouldRecordItsChanges() {
        RecordingRegistry registry = new RecordingRegistry();
        ContractHandler handler = new ContractHandler("one", "XAA");
        Registration registration = registry.register(handler);
        assertThatThrownBy(() -> registry.register(handler)).isInstanceOf(DuplicateVerbException.class);
        registration.close();
        registration.close();
        assertThat(registry.events())
                .containsExactly(new Event(Kind.REGISTERED, handler, VERBS), new Event(Kind.WITHDRAWN, handler, VERBS));
    }

    @Test
    void shouldFindTheHandlerOfAVerb() {
        RecordingRegistry registry = new RecordingRegistry("MSNP9");
        ContractHandler handler = new ContractHandler("one", "XAA");
        registry.register(handler);
        assertThat(registry.verbs()).isEqualTo(VERBS);
        assertThat(registry.find(new Verb("XAA"))).contains(handler);
        assertThat(registry.find(new Verb("XBB"))).isEmpty();
        assertThat(registry.dialects()).isEqualTo(Dialect.listOf("MSNP9"));
    }

    @Test
    void shouldPassALineToItsHandler() {
        RecordingRegistry registry = new RecordingRegistry();
        registry.register(new ContractHandler("one", "XAA"));
        assertThat(registry.handle("XAA 7 x", FakeSession.fresh()).line()).contains("XAA 7 one");
        assertThat(registry.handle("XBB 7", FakeSession.fresh())).isEqualTo(new Reply.Declined());
    }

    @Test
    void shouldReturnTheStageOfTheHandler() {
        RecordingRegistry registry = new RecordingRegistry();
        CompletableFuture<Reply> pending = new CompletableFuture<>();
        registry.register(new ContractHandler(command -> pending, "XAA"));
        Command command = Command.tryParse("XAA 1").orElseThrow();

        assertThat(registry.handle(command, FakeSession.fresh())).isSameAs(pending);
    }

    @Test
    void shouldThrowWhenTheStageOfTheHandlerFails() {
        RecordingRegistry registry = new RecordingRegistry();
        IllegalArgumentException failure = new IllegalArgumentException("broken");
        registry.register(new ContractHandler(command -> CompletableFuture.failedFuture(failure), "XAA"));

        assertThatIllegalStateException()
                .isThrownBy(() -> registry.handle("XAA 1", FakeSession.fresh()))
                .withCause(failure);
    }

    @Test
    void shouldRejectALineThatIsNotACommand() {
        RecordingRegistry registry = new RecordingRegistry();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.handle("OUT", FakeSession.fresh()))
                .withMessage("'OUT' is not a command");
    }

    @Test
    void shouldRejectAHandlerWithoutAVerb() {
        RecordingRegistry registry = new RecordingRegistry();
        assertThatIllegalArgumentException().isThrownBy(() -> registry.register(new ContractHandler("one")));
        assertThat(registry.events()).isEmpty();
    }
}
