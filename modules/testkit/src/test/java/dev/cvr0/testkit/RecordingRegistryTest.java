// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
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
import org.junit.jupiter.api.Test;

class RecordingRegistryTest implements CommandRegistryContract {

    private static final Set<Verb> VERBS = Set.of(new Verb("XAA"));

    @Override
    public CommandRegistry createRegistry() {
        return new RecordingRegistry("MSNP9", "MSNP8");
    }

    @Override
    public Optional<Reply> dispatch(CommandRegistry registry, Command command, Session session) {
        return Optional.of(((RecordingRegistry) registry).handle(command, session))
                .filter(reply -> !(reply instanceof Reply.Declined));
    }

    @Test
    void shouldRememberWhatWasDone() {
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
    void shouldSayWhoServesWhatNow() {
        RecordingRegistry registry = new RecordingRegistry("MSNP9");
        ContractHandler handler = new ContractHandler("one", "XAA");
        registry.register(handler);
        assertThat(registry.verbs()).isEqualTo(VERBS);
        assertThat(registry.find(new Verb("XAA"))).contains(handler);
        assertThat(registry.find(new Verb("XBB"))).isEmpty();
        assertThat(registry.dialects()).isEqualTo(Dialect.listOf("MSNP9"));
    }

    @Test
    void shouldHandALineOn() {
        RecordingRegistry registry = new RecordingRegistry();
        registry.register(new ContractHandler("one", "XAA"));
        assertThat(registry.handle("XAA 7 x", FakeSession.fresh()).line()).contains("XAA 7 one");
        assertThat(registry.handle("XBB 7", FakeSession.fresh())).isEqualTo(new Reply.Declined());
    }

    @Test
    void shouldRefuseALineThatIsNoCommand() {
        RecordingRegistry registry = new RecordingRegistry();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.handle("OUT", FakeSession.fresh()))
                .withMessage("'OUT' is no command");
    }

    @Test
    void shouldRefuseAHandlerWithoutAVerb() {
        RecordingRegistry registry = new RecordingRegistry();
        assertThatIllegalArgumentException().isThrownBy(() -> registry.register(new ContractHandler("one")));
        assertThat(registry.events()).isEmpty();
    }
}
