// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HandlerRegistryTest {

    private static final Verb AAA = new Verb("AAA");
    private static final Verb BBB = new Verb("BBB");

    private final HandlerRegistry registry = new HandlerRegistry(List.of());

    private static CommandHandler handler(Verb... verbs) {
        return new Handlers.StubHandler(
                Set.of(verbs), (command, session) -> CompletableFuture.completedStage(Handlers.ok(command)));
    }

    @Test
    void shouldReturnAHandlerForEachOfItsVerbs() {
        CommandHandler handler = handler(AAA, BBB);
        registry.register(handler);
        assertThat(registry.handler(AAA)).contains(handler);
        assertThat(registry.handler(BBB)).contains(handler);
        assertThat(registry.handler(Verb.VER)).isEmpty();
        assertThat(registry.verbs()).containsExactlyInAnyOrder(AAA, BBB);
    }

    @Test
    void shouldRejectADuplicateVerbWithoutChanges() {
        CommandHandler first = handler(BBB);
        registry.register(first);
        assertThatThrownBy(() -> registry.register(handler(AAA, BBB)))
                .isInstanceOf(DuplicateVerbException.class)
                .hasMessageContaining("BBB")
                .hasMessageContaining(Handlers.StubHandler.class.getName());
        assertThat(registry.handler(AAA)).isEmpty();
        assertThat(registry.handler(BBB)).contains(first);
    }

    @Test
    void shouldUnregisterOnlyTheClosedHandler() {
        Registration first = registry.register(handler(AAA));
        registry.register(handler(BBB));
        first.close();
        assertThat(registry.verbs()).containsExactly(BBB);
    }

    @Test
    void shouldNotUnregisterALaterHandlerIfClosedAgain() {
        CommandHandler handler = handler(AAA);
        Registration first = registry.register(handler);
        first.close();
        registry.register(handler);
        first.close();
        assertThat(registry.verbs()).containsExactly(AAA);
    }

    @Test
    void shouldOnlyUnregisterHandlersAfterFreezing() {
        Registration first = registry.register(handler(AAA));
        registry.freeze();
        assertThatThrownBy(() -> registry.register(handler(BBB)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Handlers.StubHandler.class.getName())
                .hasMessageContaining("serving");
        first.close();
        assertThat(registry.verbs()).isEmpty();
    }

    @Test
    void shouldRejectAHandlerWithoutVerbs() {
        assertThatThrownBy(() -> registry.register(handler()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("verbs() is empty");
    }

    @Test
    void shouldCopyTheDialects() {
        List<Dialect> dialects = new ArrayList<>(Dialect.listOf("MSNP9", "MSNP8"));
        HandlerRegistry speaking = new HandlerRegistry(dialects);
        dialects.clear();
        assertThat(speaking.dialects()).isEqualTo(Dialect.listOf("MSNP9", "MSNP8"));
        assertThat(registry.dialects()).isEmpty();
    }

    @Test
    void shouldReturnUnmodifiableVerbs() {
        registry.register(handler(AAA));
        assertThatThrownBy(() -> registry.verbs().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
