// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRegistryContractTest {

    @ParameterizedTest
    @ValueSource(classes = {BrokenRegistries.Correct.class, BrokenRegistries.WithHostHandlers.class})
    void shouldPassACorrectRegistry(Class<?> testClass) {
        ContractRun run = ContractRun.of(testClass);
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
                Arguments.of(BrokenRegistries.ReportingNoReplacedVerbs.class, List.of(replaced)),
                Arguments.of(BrokenRegistries.ReportingAllVerbs.class, List.of(replaced)),
                Arguments.of(BrokenRegistries.WaitingForReplies.class, List.of(pending)),
                Arguments.of(BrokenRegistries.Replacing.class, List.of(name, keep, same, all, race)),
                Arguments.of(BrokenRegistries.RegisteringPartly.class, List.of(all)),
                Arguments.of(BrokenRegistries.WithoutNames.class, List.of(name, keep, same, all, race)),
                Arguments.of(BrokenRegistries.NamingOneTwice.class, List.of(name)),
                Arguments.of(BrokenRegistries.RemovingAnyHandler.class, List.of(again, identity)),
                Arguments.of(BrokenRegistries.RemovingByHandler.class, List.of(identity)),
                Arguments.of(BrokenRegistries.RemovingNothing.class, List.of(out, free, again, identity)),
                Arguments.of(BrokenRegistries.RemovingEverything.class, List.of(others)),
                Arguments.of(BrokenRegistries.Racing.class, List.of(race, identity)),
                Arguments.of(BrokenRegistries.OneVerb.class, List.of(each)),
                Arguments.of(
                        BrokenRegistries.UsingOneHandler.class, List.of(dispatch, none, name, keep, same, all, race)),
                Arguments.of(BrokenRegistries.RepeatingDialects.class, List.of(dialects)),
                Arguments.of(BrokenRegistries.ChangingDialects.class, List.of(dialects)));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void shouldFailAnIncorrectRegistry(Class<?> testClass, List<String> failing) {
        assertThat(ContractRun.of(testClass).failed()).containsExactlyInAnyOrderElementsOf(failing);
    }
}
