// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CommandRegistry} must do. A host's author implements this interface in a test class of their own.
 *
 * @since 0.1
 */
public interface CommandRegistryContract {

    /**
     * A registry to test.
     *
     * @return a new registry, open to changes, in which no verb has a handler that begins with the letter X
     */
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

    /** A handler that was registered answers. */
    @Test
    default void shouldHandACommandToTheHandlerOfItsVerb() {
        CommandRegistry registry = createRegistry();
        registry.register(new ContractHandler("one", "XAA"));
        registry.register(new ContractHandler("two", "XBB"));
        assertThat(answer(registry, "XAA")).contains("XAA 1 one");
        assertThat(answer(registry, "XBB")).contains("XBB 1 two");
    }

    /** A handler answers under each of its verbs. */
    @Test
    default void shouldEnterAHandlerUnderEachOfItsVerbs() {
        CommandRegistry registry = createRegistry();
        registry.register(new ContractHandler("one", "XAA", "XBB", "XCC"));
        assertThat(List.of("XAA", "XBB", "XCC"))
                .allSatisfy(verb -> assertThat(answer(registry, verb)).contains(verb + " 1 one"));
    }

    /** A verb that nobody registered for has no handler. */
    @Test
    default void shouldHaveNoHandlerForAVerbThatNobodyRegistered() {
        CommandRegistry registry = createRegistry();
        registry.register(new ContractHandler("one", "XAA"));
        assertThat(answer(registry, "XBB")).isEmpty();
    }

    /** The message of a refusal lets an operator find the two that are in each other's way. */
    @Test
    default void shouldNameTheVerbAndBothHandlersWhenItRefusesTheSecond() {
        CommandRegistry registry = createRegistry();
        registry.register(new ContractHandler("one", "XAA"));
        assertThatThrownBy(() -> registry.register(new ContractHandler.Second("two", "XAA")))
                .isInstanceOf(DuplicateVerbException.class)
                .hasMessageContaining("XAA")
                .hasMessageContaining("ContractHandler$Second")
                .message()
                .containsPattern("ContractHandler(?![$\\w])");
    }

    /** A refusal does not replace the first handler. */
    @Test
    default void shouldKeepTheFirstHandlerWhenItRefusesTheSecond() {
        CommandRegistry registry = createRegistry();
        registry.register(new ContractHandler("one", "XAA"));
        refuse(registry, new ContractHandler("two", "XAA"));
        assertThat(answer(registry, "XAA")).contains("XAA 1 one");
    }

    /** The same handler cannot be registered twice either. */
    @Test
    default void shouldRefuseAHandlerThatIsRegisteredAlready() {
        CommandRegistry registry = createRegistry();
        ContractHandler handler = new ContractHandler("one", "XAA");
        registry.register(handler);
        refuse(registry, handler);
    }

    /** A handler with one verb too many is entered under none. */
    @Test
    default void shouldEnterAHandlerUnderAllOfItsVerbsOrNone() {
        CommandRegistry registry = createRegistry();
        registry.register(new ContractHandler("one", "XMM"));
        // in whatever order a registry takes the verbs, one of these has a free verb before the taken one
        refuse(registry, new ContractHandler("two", "XAA", "XBB", "XCC", "XMM"));
        refuse(registry, new ContractHandler("two", "XMM", "XDD", "XEE", "XFF"));
        refuse(registry, new ContractHandler("two", "XGG", "XMM", "XHH", "XII"));
        assertThat(List.of("XAA", "XBB", "XCC", "XDD", "XEE", "XFF", "XGG", "XHH", "XII"))
                .allSatisfy(verb -> assertThat(answer(registry, verb)).isEmpty());
    }

    /** What was registered can be taken out, all of it. */
    @Test
    default void shouldTakeAHandlerOutWhenItsRegistrationIsClosed() {
        CommandRegistry registry = createRegistry();
        Registration registration = registry.register(new ContractHandler("one", "XAA", "XBB"));
        registration.close();
        assertThat(answer(registry, "XAA")).isEmpty();
        assertThat(answer(registry, "XBB")).isEmpty();
    }

    /** Taking one handler out leaves the others. */
    @Test
    default void shouldTakeOutNothingElse() {
        CommandRegistry registry = createRegistry();
        Registration registration = registry.register(new ContractHandler("one", "XAA"));
        registry.register(new ContractHandler("two", "XBB"));
        registration.close();
        assertThat(answer(registry, "XBB")).contains("XBB 1 two");
    }

    /** A verb is free again once its handler is out. */
    @Test
    default void shouldTakeAnotherHandlerForAVerbThatIsFreeAgain() {
        CommandRegistry registry = createRegistry();
        registry.register(new ContractHandler("one", "XAA")).close();
        registry.register(new ContractHandler("two", "XAA"));
        assertThat(answer(registry, "XAA")).contains("XAA 1 two");
    }

    /** Closing again does nothing: not to nobody, and not to a later handler of the verb. */
    @Test
    default void shouldLeaveALaterHandlerInWhenAnEarlierRegistrationIsClosedAgain() {
        CommandRegistry registry = createRegistry();
        Registration earlier = registry.register(new ContractHandler("one", "XAA"));
        earlier.close();
        earlier.close();
        registry.register(new ContractHandler("two", "XAA"));
        earlier.close();
        assertThat(answer(registry, "XAA")).contains("XAA 1 two");
    }

    /** It is the registration that counts, not the handler. */
    @Test
    default void shouldLeaveALaterRegistrationOfTheSameHandlerIn() {
        CommandRegistry registry = createRegistry();
        ContractHandler handler = new ContractHandler("one", "XAA");
        Registration earlier = registry.register(handler);
        earlier.close();
        registry.register(handler);
        earlier.close();
        assertThat(answer(registry, "XAA")).contains("XAA 1 one");
    }

    /** The dialects are there, name none twice, and do not change by being asked for. */
    @Test
    default void shouldSayWhatItSpeaksAndSayItAgain() {
        CommandRegistry registry = createRegistry();
        assertThat(registry.dialects()).isNotNull().doesNotContainNull().doesNotHaveDuplicates();
        assertThat(registry.dialects()).isEqualTo(List.copyOf(registry.dialects()));
    }

    /** Of many handlers that come for one verb at the same time, one gets it and the others are told. */
    @Test
    default void shouldTakeOneOfManyThatComeForAVerbConcurrentCalls() {
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

    private static void refuse(CommandRegistry registry, ContractHandler handler) {
        assertThatThrownBy(() -> registry.register(handler)).isInstanceOf(DuplicateVerbException.class);
    }

    private Optional<String> answer(CommandRegistry registry, String verb) {
        Command command = Command.tryParse(verb + " 1").orElseThrow();
        Session session = new PlainSession(InetAddress.getLoopbackAddress());
        return dispatch(registry, command, session).map(Replies::await).flatMap(Reply::line);
    }
}
