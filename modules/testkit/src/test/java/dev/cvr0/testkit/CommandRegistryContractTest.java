// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandRegistryContractTest {

    static Stream<Supplier<TableRegistry>> correct() {
        return Stream.of(TableRegistry::new, BrokenRegistries.WithHostHandlers::new);
    }

    @ParameterizedTest
    @MethodSource("correct")
    void shouldPassACorrectRegistry(Supplier<TableRegistry> registries) {
        ContractRun run = Contract.run(registries);
        assertThat(run.failed()).as(run.messages()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(16);
    }

    static Stream<Arguments> broken() {
        String name = "shouldNameTheVerbAndBothHandlersOfAConflict";
        String keep = "shouldKeepTheRegisteredHandlerOnAConflict";
        String same = "shouldRejectAHandlerThatIsAlreadyRegistered";
        String all = "shouldRegisterAHandlerForAllOfItsVerbsOrNone";
        String race = "shouldAcceptOneOfSeveralConcurrentRegistrations";
        String again = "shouldKeepALaterHandlerWhenAnEarlierRegistrationIsClosedAgain";
        String identity = "shouldKeepALaterRegistrationOfTheSameHandler";
        String out = "shouldRemoveAHandlerWhenItsRegistrationIsClosed";
        String free = "shouldRegisterAnotherHandlerForAVerbThatIsAvailableAgain";
        String others = "shouldKeepOtherHandlersWhenARegistrationIsClosed";
        String each = "shouldRegisterAHandlerForEachOfItsVerbs";
        String dispatch = "shouldPassACommandToTheHandlerOfItsVerb";
        String none = "shouldHaveNoHandlerForAnUnregisteredVerb";
        String dialects = "shouldReturnTheSameDialectsOnEachCall";
        String pending = "shouldReturnThePendingStageOfAHandler";
        String replaced = "shouldReportTheReplacedHandlersOfTheHost";
        return Stream.of(
                broken(BrokenRegistries.ReportingNoReplacedVerbs::new, replaced),
                broken(BrokenRegistries.ReportingAllVerbs::new, replaced),
                broken(BrokenRegistries.WaitingForReplies::new, pending),
                broken(BrokenRegistries.Replacing::new, name, keep, same, all, race),
                broken(BrokenRegistries.RegisteringPartly::new, all),
                broken(BrokenRegistries.WithoutNames::new, name, keep, same, all, race),
                broken(BrokenRegistries.NamingOneTwice::new, name),
                broken(BrokenRegistries.RemovingAnyHandler::new, again, identity),
                broken(BrokenRegistries.RemovingByHandler::new, identity),
                broken(BrokenRegistries.RemovingNothing::new, out, free, again, identity),
                broken(BrokenRegistries.RemovingEverything::new, others),
                broken(BrokenRegistries.Racing::new, race, identity),
                broken(BrokenRegistries.OneVerb::new, each),
                broken(BrokenRegistries.UsingOneHandler::new, dispatch, none, name, keep, same, all, race),
                broken(BrokenRegistries.RepeatingDialects::new, dialects),
                broken(BrokenRegistries.ChangingDialects::new, dialects));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void shouldFailAnIncorrectRegistry(Supplier<TableRegistry> registries, List<String> failing) {
        assertThat(Contract.run(registries).failed()).containsExactlyInAnyOrderElementsOf(failing);
    }

    private static Arguments broken(Supplier<TableRegistry> registries, String... failing) {
        return Arguments.of(Named.of(registries.get().getClass().getSimpleName(), registries), List.of(failing));
    }

    /** The contract for registries of one kind; run by the tests of this class only. */
    static class Contract implements CommandRegistryContract {

        private static Supplier<TableRegistry> registries = TableRegistry::new;

        static ContractRun run(Supplier<TableRegistry> tested) {
            registries = tested;
            return ContractRun.of(Contract.class);
        }

        @Override
        public CommandRegistry createRegistry() {
            return registries.get();
        }

        @Override
        public Optional<CompletionStage<Reply>> dispatch(CommandRegistry registry, Command command, Session session) {
            return ((TableRegistry) registry).dispatch(command, session);
        }

        @Override
        public Set<Verb> replaceableVerbs() {
            return registries.get().hostVerbs();
        }
    }
}
