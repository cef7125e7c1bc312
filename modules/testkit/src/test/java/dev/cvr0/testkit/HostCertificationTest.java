// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.testkit.certification.HostCertification;
import dev.cvr0.testkit.certification.HostUnderTest;
import dev.cvr0.testkit.certification.TestEnvironment;
import dev.cvr0.transcript.HostCapabilities;
import dev.cvr0.transcript.Peer;
import dev.cvr0.transcript.Transcript;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostCertificationTest {

    private static final Set<String> WITH_SETTINGS = Set.of(
            "ver-common",
            "ver-list",
            "cvq-check-dialect",
            "cvq-check-ver",
            "cvq-check-policy",
            "cvr-all",
            "unknown-lenient",
            "unknown-echo",
            "unknown-urls");

    private static final Set<String> WITH_DIALECTS =
            Set.of("ver-names (in part)", "ver-second (in part)", "cvq-order (in part)", "cvr-outside (in part)");

    private static Map<String, String> settings = Map.of();
    private static List<String> dialects = List.of();

    @BeforeEach
    void resetDialects() {
        dialects = List.of();
    }

    @Test
    void shouldPassACorrectHost() {
        ContractRun run = run(Correct.class, Map.of());

        assertThat(run.failed()).as(run.messages()).isEmpty();
        assertThat(run.aborted())
                .containsAll(WITH_SETTINGS)
                .containsAll(WITH_DIALECTS)
                .hasSize(13);
        assertThat(run.succeeded()).isEqualTo(50);
    }

    @Test
    void shouldTestEachStatementWithTheSettingsOfSomeTranscript() {
        dialects = List.of("MSNP9", "MSNP8", "MSNP2");
        Set<String> neverRun = new TreeSet<>(WITH_SETTINGS);
        for (Map<String, String> group : groups()) {
            ContractRun run = run(Correct.class, group);
            assertThat(run.failed()).as(group + run.messages()).isEmpty();
            neverRun.retainAll(run.aborted());
        }
        assertThat(neverRun).isEmpty();
    }

    @Test
    void shouldTestAHostWithADialectOfItsOwn() {
        dialects = List.of("MSNP12", "MSNP8");
        ContractRun run = run(Correct.class, Map.of());

        assertThat(run.failed()).as(run.messages()).isEmpty();
        assertThat(run.aborted())
                .contains("ver-list")
                .doesNotContain("ver-common", "cvq-check-dialect")
                .noneMatch(name -> name.endsWith("(in part)"));
    }

    @Test
    void shouldTestCvrOfAHostThatAnswersIt() {
        dialects = List.of("MSNP8");
        ContractRun run = run(WithOwnCommands.class, Map.of());

        assertThat(run.failed()).as(run.messages()).isEmpty();
        assertThat(run.aborted())
                .contains("shouldHandleDeclinedCommandsItself", "lines-unknown-verb", "lines-dropped (in part)")
                .doesNotContain("cvr-outside", "lines-dropped");
    }

    @Test
    void shouldFailAHostThatDoesNotAnswerTheDeclaredCvr() {
        dialects = List.of("MSNP8");

        assertThat(run(WithOwnCommandsButCvr.class, Map.of()).messages())
                .contains("protocol.md#cvr-outside is violated:", "got '200 2'");
    }

    @Test
    void shouldFailAHostThatDeclaresOtherDialectsThanItsRegistry() {
        dialects = List.of("MSNP8");

        assertThat(run(WithOtherDialects.class, Map.of()).failed()).contains("shouldDeclareTheDialectsOfItsRegistry");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(WithWrongEnvironment.class, Set.of("shouldRunInTheDeclaredEnvironment")),
                Arguments.of(WithUnknownSettings.class, Set.of("shouldHaveDialoguesForItsSettings")),
                Arguments.of(Replacing.class, Set.of("shouldServeTheVerbsOfThePlugin")),
                Arguments.of(AgreeingOnCvr0WithoutAnOffer.class, Set.of("ver-not-offered")),
                Arguments.of(
                        CreatingASessionForEachCommand.class,
                        Set.of("ver-second", "shouldCreateASessionForEachConnection")),
                Arguments.of(StayingOpen.class, Set.of("end-answer", "lines-dropped")),
                Arguments.of(ClosingOnFailure.class, Set.of("shouldAnswer500ForAHandlerThatFails")),
                Arguments.of(
                        RefusingDeclinedCommands.class,
                        Set.of("shouldHandleDeclinedCommandsItself", "lines-unknown-verb")));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void shouldFailAnIncorrectHost(Class<?> testClass, Set<String> failing) {
        assertThat(run(testClass, Map.of()).failed()).containsAll(failing);
    }

    @Test
    void shouldReportTheViolatedStatement() {
        assertThat(run(AgreeingOnCvr0WithoutAnOffer.class, Map.of()).messages())
                .contains("protocol.md#ver-not-offered is violated:", "ver.msnp:");
    }

    @Test
    void shouldFailOneTestForAWrongEnvironmentOrWrongSettings() {
        assertThat(run(WithWrongEnvironment.class, Map.of()).failed())
                .containsExactly("shouldRunInTheDeclaredEnvironment");
        assertThat(run(WithUnknownSettings.class, Map.of()).failed())
                .containsExactly("shouldHaveDialoguesForItsSettings");
    }

    @Test
    void shouldFailIfTheRegistryRejectsHandlersWithoutADeclaration() {
        ContractRun run = run(Closed.class, Map.of());

        assertThat(run.failed()).contains("shouldAnswer500ForAHandlerThatFails", "shouldHandleDeclinedCommandsItself");
        assertThat(run.messages()).contains("return false from acceptsHandlers");
    }

    @Test
    void shouldReportTheTestsWithAHandlerIfTheRegistryIsDeclaredClosed() {
        ContractRun run = run(DeclaredClosed.class, Map.of());

        assertThat(run.failed()).as(run.messages()).isEmpty();
        assertThat(run.aborted())
                .contains("shouldAnswer500ForAHandlerThatFails", "shouldCreateASessionForEachConnection");
    }

    @Test
    void shouldReportWhatIsNotTestedInsideAContainerOnce() {
        ContractRun run = run(DeclaredClosedInsideAContainer.class, Map.of());

        assertThat(run.failed()).containsExactly("shouldRunInTheDeclaredEnvironment");
        assertThat(run.aborted())
                .containsAll(WITH_SETTINGS)
                .containsAll(WITH_DIALECTS)
                .contains("shouldAnswer500ForAHandlerThatFails", "shouldServeTheVerbsOfThePlugin")
                .hasSize(20);
        assertThat(run.reasons())
                .contains("not tested: the registry does not accept handlers while the host is running")
                .anyMatch(reason -> reason.startsWith("not tested: protocol.md#ver-list: its dialogues require other"));
    }

    @Test
    void shouldReportAllViolatedStatementsInOneTestInsideAContainer() {
        ContractRun run = run(AgreeingOnCvr0InsideAContainer.class, Map.of());

        assertThat(run.failed())
                .containsExactlyInAnyOrder(
                        "shouldRunInTheDeclaredEnvironment", "shouldFulfilAllStatementsInAContainer");
        assertThat(run.messages())
                .contains("protocol.md#ver-none is violated:", "protocol.md#ver-not-offered is violated:");
    }

    @Test
    void shouldRejectAnInvalidFactor() {
        assertThat(run(WithInvalidFactor.class, Map.of()).messages())
                .contains("the timeout factor is NaN, expected 0.1 to 1000");
    }

    private static ContractRun run(Class<?> testClass, Map<String, String> group) {
        settings = group;
        return ContractRun.of(testClass);
    }

    private static Set<Map<String, String>> groups() {
        return Transcript.conformance().stream()
                .map(HostCapabilities::pluginSettings)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A correct host. Subclasses override single methods to break it. */
    static class Correct implements HostCertification, HostUnderTest {

        final RecordingRegistry registry = new RecordingRegistry(dialects.toArray(String[]::new));

        Correct() {
            Map<String, String> all = new HashMap<>(settings());
            all.put("cvr0.dialects", String.join(",", dialects));
            registry.register(new ReferenceHandler(all));
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
        public TestEnvironment environment() {
            return TestEnvironment.STANDALONE;
        }

        @Override
        public Map<String, String> settings() {
            return settings;
        }

        @Override
        public List<String> dialects() {
            return dialects;
        }

        CompletionStage<Reply> answer(Command command, Session session) {
            return registry.handle(command, session);
        }
    }

    static class WithWrongEnvironment extends Correct {
        @Override
        public TestEnvironment environment() {
            return TestEnvironment.SERVER;
        }
    }

    static class WithUnknownSettings extends Correct {
        @Override
        public Map<String, String> settings() {
            return Map.of("cvr0.no.such", "1");
        }
    }

    static class Replacing extends Correct {
        @Override
        public CommandRegistry registry() {
            return new TableRegistry() {
                @Override
                void requireFree(CommandHandler handler) {}
            };
        }
    }

    static class AgreeingOnCvr0WithoutAnOffer extends Correct {
        @Override
        CompletionStage<Reply> answer(Command command, Session session) {
            boolean none =
                    command.verb().name().equals("VER") && !command.parameters().contains("CVR0");
            return none
                    ? super.answer(
                            Command.tryParse("VER " + command.transactionId() + " CVR0")
                                    .orElseThrow(),
                            session)
                    : super.answer(command, session);
        }
    }

    static class AgreeingOnCvr0InsideAContainer extends AgreeingOnCvr0WithoutAnOffer {
        @Override
        public TestEnvironment environment() {
            return TestEnvironment.SERVER;
        }
    }

    static class CreatingASessionForEachCommand extends Correct {
        @Override
        CompletionStage<Reply> answer(Command command, Session session) {
            return super.answer(command, FakeSession.fresh());
        }
    }

    static class StayingOpen extends Correct {
        @Override
        CompletionStage<Reply> answer(Command command, Session session) {
            return super.answer(command, session)
                    .thenApply(reply ->
                            reply instanceof Reply.Answer answer ? command.answer(answer.parameters()) : reply);
        }
    }

    static class ClosingOnFailure extends Correct {
        @Override
        CompletionStage<Reply> answer(Command command, Session session) {
            try {
                return super.answer(command, session);
            } catch (IllegalStateException e) {
                return CompletableFuture.completedStage(new Reply.Declined());
            }
        }
    }

    static class RefusingDeclinedCommands extends Correct {
        @Override
        CompletionStage<Reply> answer(Command command, Session session) {
            return super.answer(command, session)
                    .thenApply(reply -> reply instanceof Reply.Declined
                            ? command.refuse(new ErrorCode(200)).andClose()
                            : reply);
        }
    }

    static class WithOwnCommandsButCvr extends Correct {
        @Override
        public Set<String> ownCommands() {
            return Set.of("CVR", "USR", "XFR", "OUT");
        }

        @Override
        CompletionStage<Reply> answer(Command command, Session session) {
            return super.answer(command, session)
                    .thenApply(reply -> reply instanceof Reply.Declined ? answerItself(command) : reply);
        }

        Reply answerItself(Command command) {
            return command.refuse(new ErrorCode(200));
        }
    }

    static class WithOwnCommands extends WithOwnCommandsButCvr {
        @Override
        Reply answerItself(Command command) {
            return command.verb().equals(Verb.CVR)
                    ? command.answer("1.0", "1.0", "1.0", "http://example.com/", "http://example.com/")
                    : super.answerItself(command);
        }
    }

    static class WithOtherDialects extends Correct {
        @Override
        public List<String> dialects() {
            return List.of("MSNP9");
        }
    }

    static class Closed extends Correct {
        @Override
        public CommandRegistry registry() {
            return new TableRegistry() {
                @Override
                void requireFree(CommandHandler handler) {
                    throw new IllegalStateException("serving");
                }
            };
        }
    }

    static class DeclaredClosed extends Closed {
        @Override
        public boolean acceptsHandlers() {
            return false;
        }
    }

    static class DeclaredClosedInsideAContainer extends DeclaredClosed {
        @Override
        public TestEnvironment environment() {
            return TestEnvironment.SERVER;
        }
    }

    static class WithInvalidFactor extends Correct {
        @Override
        public double timeoutFactor() {
            return Double.NaN;
        }
    }
}
