// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link CommandRegistry} as tests. Authors of a host implement this interface in a test class.
 *
 * @since 0.1
 * @see WritingRegistryContract
 * @see SessionContract
 * @see dev.cvr0.testkit.certification.HostCertification
 */
public interface CommandRegistryContract {

    /** {@return a new registry that accepts handlers and has no handlers for verbs that begin with the letter X} */
    CommandRegistry createRegistry();

    /**
     * Passes a command to the registered handler of its verb, as the host does, without waiting for the reply.
     *
     * @param registry created by {@link #createRegistry}
     * @param command the command
     * @param session the session to pass on
     * @return the stage returned by the handler; empty if the verb has no handler
     */
    Optional<CompletionStage<Reply>> dispatch(CommandRegistry registry, Command command, Session session);

    /**
     * {@return the verbs for which a registry from {@link #createRegistry} contains handlers of the host that a registered
     * handler replaces}
     *
     * <p>By default empty: the host does not have handlers.
     */
    default Set<Verb> replaceableVerbs() {
        return Set.of();
    }

    /** Verifies that a command reaches the handler of its verb. */
    @Test
    default void shouldPassACommandToTheHandlerOfItsVerb() {
        CommandRegistry registry = createRegistry();
        registry.register(new ContractHandler("one", "XAA"));
        registry.register(new ContractHandler("two", "XBB"));
        assertThat(answer(registry, "XAA")).contains("XAA 1 one");
        assertThat(answer(registry, "XBB")).contains("XBB 1 two");
    }

    /** Verifies that a handler serves each of its verbs. */
    @Test
    default void shouldRegisterAHandlerForEachOfItsVerbs() {
        CommandRegistry registry = createRegistry();
        registry.register(new ContractHandler("one", "XAA", "XBB", "XCC"));
        assertThat(List.of("XAA", "XBB", "XCC"))
                .allSatisfy(verb -> assertThat(answer(registry, verb)).contains(verb + " 1 one"));
    }

    /** Verifies that an unregistered verb has no handler. */
    @Test
    default void shouldHaveNoHandlerForAnUnregisteredVerb() {
        CommandRegistry registry = createRegistry();
        registry.register(new ContractHandler("one", "XAA"));
        assertThat(answer(registry, "XBB")).isEmpty();
    }

    /** Verifies that the message of the exception identifies both conflicting handlers. */
    @Test
    default void shouldNameTheVerbAndBothHandlersOfAConflict() {
        CommandRegistry registry = createRegistry();
        registry.register(new ContractHandler("one", "XAA"));
        // another class, so that the message can distinguish it from the first handler
        CommandHandler second = new ContractHandler("two", "XAA") {};
        assertThatThrownBy(() -> registry.register(second))
                .isInstanceOf(DuplicateVerbException.class)
                .hasMessageContaining("XAA")
                .hasMessageContaining(second.getClass().getName())
                .message()
                .containsPattern("ContractHandler(?![$\\w])");
    }

    /** Verifies that a rejected handler does not replace the registered one. */
    @Test
    default void shouldKeepTheRegisteredHandlerOnAConflict() {
        CommandRegistry registry = createRegistry();
        registry.register(new ContractHandler("one", "XAA"));
        refuse(registry, new ContractHandler("two", "XAA"));
        assertThat(answer(registry, "XAA")).contains("XAA 1 one");
    }

    /** Verifies that the same handler cannot be registered twice. */
    @Test
    default void shouldRejectAHandlerThatIsAlreadyRegistered() {
        CommandRegistry registry = createRegistry();
        ContractHandler handler = new ContractHandler("one", "XAA");
        registry.register(handler);
        refuse(registry, handler);
    }

    /** Verifies that a handler with one conflicting verb is registered for none of its verbs. */
    @Test
    default void shouldRegisterAHandlerForAllOfItsVerbsOrNone() {
        CommandRegistry registry = createRegistry();
        registry.register(new ContractHandler("one", "XMM"));
        // In any iteration order of the verbs, one of these handlers has a free verb before the conflicting one.
        refuse(registry, new ContractHandler("two", "XAA", "XBB", "XCC", "XMM"));
        refuse(registry, new ContractHandler("two", "XMM", "XDD", "XEE", "XFF"));
        refuse(registry, new ContractHandler("two", "XGG", "XMM", "XHH", "XII"));
        assertThat(List.of("XAA", "XBB", "XCC", "XDD", "XEE", "XFF", "XGG", "XHH", "XII"))
                .allSatisfy(verb -> assertThat(answer(registry, verb)).isEmpty());
    }

    /** Verifies that closing a registration removes the handler from all of its verbs. */
    @Test
    default void shouldRemoveAHandlerWhenItsRegistrationIsClosed() {
        CommandRegistry registry = createRegistry();
        Registration registration = registry.register(new ContractHandler("one", "XAA", "XBB"));
        registration.close();
        assertThat(answer(registry, "XAA")).isEmpty();
        assertThat(answer(registry, "XBB")).isEmpty();
    }

    /** Verifies that closing a registration keeps the other handlers. */
    @Test
    default void shouldKeepOtherHandlersWhenARegistrationIsClosed() {
        CommandRegistry registry = createRegistry();
        Registration registration = registry.register(new ContractHandler("one", "XAA"));
        registry.register(new ContractHandler("two", "XBB"));
        registration.close();
        assertThat(answer(registry, "XBB")).contains("XBB 1 two");
    }

    /** Verifies that a verb is available again after its handler was removed. */
    @Test
    default void shouldRegisterAnotherHandlerForAVerbThatIsAvailableAgain() {
        CommandRegistry registry = createRegistry();
        registry.register(new ContractHandler("one", "XAA")).close();
        registry.register(new ContractHandler("two", "XAA"));
        assertThat(answer(registry, "XAA")).contains("XAA 1 two");
    }

    /** Verifies that closing a registration again does not remove a later handler of the verb. */
    @Test
    default void shouldKeepALaterHandlerWhenAnEarlierRegistrationIsClosedAgain() {
        CommandRegistry registry = createRegistry();
        Registration earlier = registry.register(new ContractHandler("one", "XAA"));
        earlier.close();
        earlier.close();
        registry.register(new ContractHandler("two", "XAA"));
        earlier.close();
        assertThat(answer(registry, "XAA")).contains("XAA 1 two");
    }

    /** Verifies that registrations of the same handler are distinct. */
    @Test
    default void shouldKeepALaterRegistrationOfTheSameHandler() {
        CommandRegistry registry = createRegistry();
        ContractHandler handler = new ContractHandler("one", "XAA");
        Registration earlier = registry.register(handler);
        earlier.close();
        registry.register(handler);
        earlier.close();
        assertThat(answer(registry, "XAA")).contains("XAA 1 one");
    }

    /** Verifies that a registration reports exactly the verbs whose handler of the host it replaces. */
    @Test
    default void shouldReportTheReplacedHandlersOfTheHost() {
        CommandRegistry registry = createRegistry();
        Stream<String> verbs =
                Stream.concat(Stream.of("XAA"), replaceableVerbs().stream().map(Verb::name));
        Registration registration = registry.register(new ContractHandler("one", verbs.toArray(String[]::new)));
        assertThat(registration.replacedVerbs()).containsExactlyInAnyOrderElementsOf(replaceableVerbs());
    }

    /** Verifies that the dialects are not null, contain no duplicates, and do not change between calls. */
    @Test
    default void shouldReturnTheSameDialectsOnEachCall() {
        CommandRegistry registry = createRegistry();
        assertThat(registry.dialects()).isNotNull().doesNotContainNull().doesNotHaveDuplicates();
        assertThat(registry.dialects()).isEqualTo(List.copyOf(registry.dialects()));
    }

    /** Verifies that exactly one of several handlers registered concurrently for one verb is accepted. */
    @Test
    default void shouldAcceptOneOfSeveralConcurrentRegistrations() {
        int threads = 8;
        for (char round = 'A'; round <= 'Z'; round++) {
            CommandRegistry registry = createRegistry();
            String verb = "XY" + round;
            List<Optional<Throwable>> refusals = ConcurrentCalls.call(
                    IntStream.range(0, threads).boxed().toList(),
                    i -> Optional.ofNullable(
                            catchThrowable(() -> registry.register(new ContractHandler("no" + i, verb)))));
            int winner = refusals.indexOf(Optional.<Throwable>empty());
            assertThat(refusals.stream().flatMap(Optional::stream))
                    .hasSize(threads - 1)
                    .allSatisfy(refusal -> assertThat(refusal).isInstanceOf(DuplicateVerbException.class));
            assertThat(answer(registry, verb)).contains(verb + " 1 no" + winner);
        }
    }

    /** Verifies that the stage of a handler is passed on while it is pending, and completes with the handler's reply. */
    @Test
    default void shouldReturnThePendingStageOfAHandler() {
        CommandRegistry registry = createRegistry();
        CompletableFuture<Reply> pending = new CompletableFuture<>();
        registry.register(new ContractHandler(command -> pending, "XAA"));
        Command command = Command.tryParse("XAA 1").orElseThrow();
        Session session = FakeSession.fresh();
        try {
            CompletableFuture<Optional<CompletionStage<Reply>>> dispatched =
                    CompletableFuture.supplyAsync(() -> dispatch(registry, command, session));
            assertThat(dispatched)
                    .as("dispatch of a command whose reply is pending")
                    .succeedsWithin(Duration.ofSeconds(5));
            CompletableFuture<Reply> stage = dispatched.join().orElseThrow().toCompletableFuture();
            assertThat(stage).isNotDone();
            pending.complete(command.answer("late"));
            assertThat(InProcessPeer.await(stage, RecordingRegistry.TIMEOUT).line())
                    .contains("XAA 1 late");
        } finally {
            pending.complete(new Reply.Declined());
        }
    }

    private static void refuse(CommandRegistry registry, ContractHandler handler) {
        assertThatThrownBy(() -> registry.register(handler)).isInstanceOf(DuplicateVerbException.class);
    }

    private Optional<String> answer(CommandRegistry registry, String verb) {
        Command command = Command.tryParse(verb + " 1").orElseThrow();
        Session session = FakeSession.fresh();
        return dispatch(registry, command, session)
                .map(stage -> InProcessPeer.await(stage, RecordingRegistry.TIMEOUT))
                .flatMap(Reply::line);
    }
}
