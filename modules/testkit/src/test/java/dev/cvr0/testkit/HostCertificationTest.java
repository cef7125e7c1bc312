// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.testkit.certification.HostCertification;
import dev.cvr0.testkit.certification.HostUnderTest;
import dev.cvr0.testkit.certification.Place;
import dev.cvr0.transcript.Peer;
import dev.cvr0.transcript.Transcript;
import dev.cvr0.transcript.Transcripts;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostCertificationTest {

    private static final Set<String> WITH_SETTINGS = Set.of(
            "shouldAgreeOnWhatTheHostLikesBest",
            "shouldListTheCommonDialectsIfSet",
            "shouldRefuseCvqAfterADialectOfTheHost",
            "shouldRefuseCvqWithoutVerIfSet",
            "shouldKeepTheFallbackForAPolicyThatFails",
            "shouldForceNoUnknownClientIfLenient",
            "shouldTellUnknownClientsTheirOwnVersionIfEcho",
            "shouldTakeTheUrlsForUnknownClientsFromTheSettings");

    private static Map<String, String> settings = Map.of();

    @Test
    void shouldPassAHostThatKeepsIt() {
        ContractRun run = run(Sound.class, Map.of());

        assertThat(run.failed()).as(run.messages()).isEmpty();
        assertThat(run.aborted()).isEqualTo(WITH_SETTINGS);
        assertThat(run.succeeded()).isEqualTo(43);
    }

    @Test
    void shouldTestEverythingOnceAllSettingsWereTried() {
        Set<String> neverRun = new TreeSet<>(WITH_SETTINGS);
        for (Map<String, String> group : groups()) {
            ContractRun run = run(Sound.class, group);
            assertThat(run.failed()).as(group + run.messages()).isEmpty();
            neverRun.retainAll(run.aborted());
        }
        assertThat(neverRun).isEmpty();
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(Misplaced.class, Set.of("shouldRunWhereItClaims")),
                Arguments.of(OddlySet.class, Set.of("shouldRunWithSettingsThatDialoguesAreWrittenFor")),
                Arguments.of(Replacing.class, Set.of("shouldHoldTheVerbsOfThePlugin")),
                Arguments.of(Generous.class, Set.of("shouldNotAnswerCvr0ToWhomDidNotOfferIt")),
                Arguments.of(
                        Forgetful.class, Set.of("shouldRefuseASecondVer", "shouldGiveEachConnectionASessionOfItsOwn")),
                Arguments.of(Clinging.class, Set.of("shouldCloseAfterTheAnswer", "shouldDropWhatComesAfterTheEnd")),
                Arguments.of(Silent.class, Set.of("shouldAnswer500ForAHandlerThatFails")),
                Arguments.of(
                        Strict.class,
                        Set.of(
                                "shouldGoOnWithItsOwnAffairsWhenAHandlerDeclines",
                                "shouldCloseOnAVerbThatNobodyServes")));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void shouldFailAHostThatDoesNotKeepIt(Class<?> testClass, Set<String> failing) {
        assertThat(run(testClass, Map.of()).failed()).containsAll(failing);
    }

    @Test
    void shouldNameTheStatementThatIsNotKept() {
        assertThat(run(Generous.class, Map.of()).messages())
                .contains("protocol.md#ver-not-offered is not kept:", "ver.msnp:");
    }

    @Test
    void shouldFailWhereNothingButThePlaceIsWrong() {
        assertThat(run(Misplaced.class, Map.of()).failed()).containsExactly("shouldRunWhereItClaims");
        assertThat(run(OddlySet.class, Map.of()).failed())
                .containsExactly("shouldRunWithSettingsThatDialoguesAreWrittenFor");
    }

    @Test
    void shouldLeaveOutWhatAHostDoesWithItsOwnCommands() {
        assertThat(run(Mailing.class, Map.of()).aborted())
                .contains("shouldCloseOnAVerbThatNobodyServes", "shouldLeaveCvrToTheHostElsewhere");
    }

    @Test
    void shouldLeaveOutWhatARegistryThatIsClosedCannotShow() {
        ContractRun run = run(Closed.class, Map.of());

        assertThat(run.failed()).as(run.messages()).isEmpty();
        assertThat(run.aborted())
                .contains("shouldAnswer500ForAHandlerThatFails", "shouldGiveEachConnectionASessionOfItsOwn");
    }

    @Test
    void shouldAbortNothingInsideAServer() {
        ContractRun run = run(Misplaced.class, Map.of());

        assertThat(run.aborted()).isEmpty();
        assertThat(run.failed()).containsExactly("shouldRunWhereItClaims");
    }

    @Test
    void shouldRefuseAFactorThatIsNone() {
        assertThat(run(Hasty.class, Map.of()).messages()).contains("the timeout factor is NaN, expected 0.1 to 1000");
    }

    private static ContractRun run(Class<?> testClass, Map<String, String> group) {
        settings = group;
        return ContractRun.of(testClass);
    }

    private static Set<Map<String, String>> groups() {
        return Transcripts.conformance().stream()
                .map(Transcript::settings)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A host that keeps it all, cut into parts that a test can break. */
    static class Sound implements HostCertification, HostUnderTest {

        final RecordingRegistry registry = new RecordingRegistry();

        Sound() {
            registry.register(new ReferenceHandler(settings()));
        }

        @Override
        public HostUnderTest host() {
            return this;
        }

        @Override
        public CommandRegistry registry() {
            return registry;
        }

        @Override
        public Peer peer() {
            return new InProcessPeer(this::answer);
        }

        @Override
        public Place place() {
            return Place.STANDALONE;
        }

        @Override
        public Map<String, String> settings() {
            return settings;
        }

        Reply answer(Command command, Session session) {
            return registry.handle(command, session);
        }
    }

    static class Misplaced extends Sound {
        @Override
        public Place place() {
            return Place.SERVER;
        }
    }

    static class OddlySet extends Sound {
        @Override
        public Map<String, String> settings() {
            return Map.of("cvr0.no.such", "1");
        }
    }

    static class Replacing extends Sound {
        @Override
        public CommandRegistry registry() {
            return handler -> () -> {};
        }
    }

    static class Generous extends Sound {
        @Override
        Reply answer(Command command, Session session) {
            boolean none =
                    command.verb().name().equals("VER") && !command.parameters().contains("CVR0");
            return none
                    ? super.answer(
                            Command.parse("VER " + command.transactionId() + " CVR0")
                                    .orElseThrow(),
                            session)
                    : super.answer(command, session);
        }
    }

    static class Forgetful extends Sound {
        @Override
        Reply answer(Command command, Session session) {
            return super.answer(command, FakeSession.fresh());
        }
    }

    static class Clinging extends Sound {
        @Override
        Reply answer(Command command, Session session) {
            Reply reply = super.answer(command, session);
            return reply instanceof Reply.Answer answer
                    ? new Reply.Answer(answer.verb(), answer.transactionId(), answer.parameters(), Reply.Then.STAY_OPEN)
                    : reply;
        }
    }

    static class Silent extends Sound {
        @Override
        Reply answer(Command command, Session session) {
            try {
                return super.answer(command, session);
            } catch (IllegalStateException e) {
                return new Reply.Declined();
            }
        }
    }

    static class Strict extends Sound {
        @Override
        Reply answer(Command command, Session session) {
            Reply reply = super.answer(command, session);
            return reply instanceof Reply.Declined
                    ? new Reply.Refusal(new ErrorCode(200), command.transactionId(), Reply.Then.CLOSE)
                    : reply;
        }
    }

    static class Mailing extends Strict {
        @Override
        public boolean hasCommandsOfItsOwn() {
            return true;
        }
    }

    static class Closed extends Sound {
        @Override
        public CommandRegistry registry() {
            return handler -> {
                throw new IllegalStateException("serving");
            };
        }
    }

    static class Hasty extends Sound {
        @Override
        public double timeoutFactor() {
            return Double.NaN;
        }
    }
}
