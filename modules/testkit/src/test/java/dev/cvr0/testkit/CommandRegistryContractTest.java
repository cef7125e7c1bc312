// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandRegistryContractTest {

    @Test
    void shouldPassARegistryThatKeepsIt() {
        ContractRun run = ContractRun.of(BrokenRegistries.Sound.class);
        assertThat(run.failed()).as(run.messages()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(14);
    }

    static Stream<Arguments> broken() {
        String name = "shouldNameTheVerbAndBothHandlersWhenItRefusesTheSecond";
        String keep = "shouldKeepTheFirstHandlerWhenItRefusesTheSecond";
        String same = "shouldRefuseAHandlerThatIsRegisteredAlready";
        String all = "shouldEnterAHandlerUnderAllOfItsVerbsOrNone";
        String race = "shouldTakeOneOfManyThatComeForAVerbAtOnce";
        String again = "shouldLeaveALaterHandlerInWhenAnEarlierRegistrationIsClosedAgain";
        String identity = "shouldLeaveALaterRegistrationOfTheSameHandlerIn";
        String out = "shouldTakeAHandlerOutWhenItsRegistrationIsClosed";
        String free = "shouldTakeAnotherHandlerForAVerbThatIsFreeAgain";
        String others = "shouldTakeOutNothingElse";
        String each = "shouldEnterAHandlerUnderEachOfItsVerbs";
        String dispatch = "shouldHandACommandToTheHandlerOfItsVerb";
        String none = "shouldHaveNoHandlerForAVerbThatNobodyRegistered";
        String dialects = "shouldSayWhatItSpeaksAndSayItAgain";
        return Stream.of(
                Arguments.of(BrokenRegistries.Replacing.class, List.of(name, keep, same, all, race)),
                Arguments.of(BrokenRegistries.HalfEntering.class, List.of(all)),
                Arguments.of(BrokenRegistries.Mumbling.class, List.of(name, keep, same, all, race)),
                Arguments.of(BrokenRegistries.Misnaming.class, List.of(name)),
                Arguments.of(BrokenRegistries.TakingOutWhoeverIsThere.class, List.of(again, identity)),
                Arguments.of(BrokenRegistries.TakingOutByHandler.class, List.of(identity)),
                Arguments.of(BrokenRegistries.TakingOutNothing.class, List.of(out, free, again, identity)),
                Arguments.of(BrokenRegistries.TakingOutEverything.class, List.of(others)),
                Arguments.of(BrokenRegistries.Racing.class, List.of(race, identity)),
                Arguments.of(BrokenRegistries.OneVerb.class, List.of(each)),
                Arguments.of(
                        BrokenRegistries.HandingEverythingToOne.class,
                        List.of(dispatch, none, name, keep, same, all, race)),
                Arguments.of(BrokenRegistries.Stuttering.class, List.of(dialects)),
                Arguments.of(BrokenRegistries.Wavering.class, List.of(dialects)));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void shouldFailARegistryThatDoesNotKeepIt(Class<?> testClass, List<String> failing) {
        assertThat(ContractRun.of(testClass).failed()).containsExactlyInAnyOrderElementsOf(failing);
    }
}
