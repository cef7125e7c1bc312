// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.cvr0.api.host.AttributeKey;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.transcript.HostCapabilities;
import dev.cvr0.transcript.Statement;
import dev.cvr0.transcript.Transcript;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * Certifies a host with the plugin. The tests verify each statement of the protocol reference that can be tested from
 * outside, and the obligations of the host to handlers. Authors of a host implement this interface in a test class, one
 * for each group of settings.
 *
 * <p>The host declares its dialects, its own commands and its settings, and is tested for exactly these. A statement or a
 * test that does not apply is aborted with the reason, so that the report of the build lists it as skipped. If the tests run
 * inside a container, the test factory {@link #shouldFulfilEachStatement} reports these reasons outside the container.
 *
 * {@snippet class="dev.cvr0.testkit.EmulatorCertification" region="certification"}
 *
 * @since 0.1
 * @see PolicyCertification
 * @see dev.cvr0.testkit.CommandRegistryContract
 * @see dev.cvr0.testkit.SessionContract
 */
public interface HostCertification extends Certification {

    /**
     * Verifies each statement of the protocol reference in a separate test. A statement that does not apply to the host, or
     * applies only in part, has an aborted test with the reason.
     *
     * <p>Dynamic tests do not run inside a container; there, {@link #shouldFulfilAllStatementsInAContainer} verifies the
     * statements. The tests of this method then only report what is not tested, including the other tests.
     *
     * @return a test for each statement, named after the statement
     */
    @TestFactory
    default Stream<DynamicTest> shouldFulfilEachStatement() {
        HostUnderTest host = host();
        boolean standalone = host.environment() == TestEnvironment.STANDALONE;
        List<StatementCoverage> coverages = coverages().toList();
        Stream<DynamicTest> tested = coverages.stream()
                .filter(coverage -> standalone && coverage.isTested())
                .map(coverage -> DynamicTest.dynamicTest(coverage.statement().id(), () -> coverage.verify(host)));
        Stream<DynamicTest> incomplete = coverages.stream()
                .filter(StatementCoverage::isIncomplete)
                .map(coverage -> untested(
                        coverage.statement().id() + (coverage.isTested() ? " (in part)" : ""), coverage.reason()));
        Stream<DynamicTest> others = UntestedMethods.of(host).entrySet().stream()
                .filter(method -> !standalone)
                .map(method -> untested(method.getKey(), method.getValue()));
        return Stream.of(tested, incomplete, others).flatMap(tests -> tests);
    }

    /** Verifies all statements of the protocol reference in one test inside a container. */
    @Test
    default void shouldFulfilAllStatementsInAContainer() {
        if (host().environment() != TestEnvironment.STANDALONE) {
            assertAll(coverages().filter(StatementCoverage::isTested).map(coverage -> () -> coverage.verify(host())));
        }
    }

    /** Verifies that the declared dialects are those that the registry returns. */
    @Test
    default void shouldDeclareTheDialectsOfItsRegistry() {
        assertThat(host().dialects())
                .as("the dialects of the host under test")
                .isEqualTo(
                        host().registry().dialects().stream().map(Dialect::name).toList());
    }

    /** Verifies that dialogues exist for the settings of the host. Otherwise nothing would be tested. */
    @Test
    default void shouldHaveDialoguesForItsSettings() {
        assertThat(Transcript.conformance().stream()
                        .map(HostCapabilities::pluginSettings)
                        .distinct())
                .contains(host().settings());
    }

    /** Verifies that the plugin has registered its verbs. */
    @Test
    default void shouldServeTheVerbsOfThePlugin() {
        if (!isTested("shouldServeTheVerbsOfThePlugin")) {
            return;
        }
        for (Verb verb : List.of(Verb.VER, Verb.CVQ, Verb.CVR)) {
            assertThatThrownBy(() -> host().registry()
                            .register(new HostClient.Handler(verb.name(), HostCertification::decline))
                            .close())
                    .as("a second handler for %s", verb)
                    .isInstanceOf(DuplicateVerbException.class);
        }
    }

    /** Verifies that a handler that throws, or whose stage fails, ends one session and does not affect other clients. */
    @Test
    default void shouldAnswer500ForAHandlerThatFails() {
        play(
                "shouldAnswer500ForAHandlerThatFails",
                "XFA",
                HostCertification::fail,
                "C: XFA 7 throw\nS: 500 7\nclosed\n== failed stage\nC: XFA 8\nS: 500 8\nclosed\n"
                        + "== again\nC: XFA 9 throw\nS: 500 9\nclosed");
    }

    /** Verifies that a declined command is treated as a command without a handler. */
    @Test
    default void shouldHandleDeclinedCommandsItself() {
        play("shouldHandleDeclinedCommandsItself", "XDE", HostCertification::decline, "C: XDE 1\nclosed");
    }

    /** Verifies that the attributes of a session are kept for its next line and are separate for each connection. */
    @Test
    default void shouldCreateASessionForEachConnection() {
        AttributeKey<Integer> key = AttributeKey.named("commands so far");
        play(
                "shouldCreateASessionForEachConnection",
                "XSE",
                (command, session) -> {
                    session.attribute(key, session.attribute(key).orElse(0) + 1);
                    return CompletableFuture.completedStage(
                            command.answer(String.valueOf(session.attribute(key).orElseThrow())));
                },
                "C: XSE 1\nS: XSE 1 1\nC: XSE 2\nS: XSE 2 2\nopen\n== other\nC: XSE 1\nS: XSE 1 1\nopen");
    }

    /**
     * Verifies that a client is served while the replies to 16 others are pending. A host with up to 16 event loops that
     * blocks them until the stage of a handler completes fails this test.
     */
    @Test
    default void shouldServeOtherClientsWhileRepliesArePending() {
        if (!isTested("shouldServeOtherClientsWhileRepliesArePending")) {
            return;
        }
        new PendingReplies(host(), "XPA", 16).expect("C: XPA 1 hold\nS: XPA 1 held\nopen");
    }

    /** Verifies that lines after a command with a pending reply are handled in order, after the reply has completed. */
    @Test
    default void shouldKeepTheOrderOfLinesWhileAReplyIsPending() {
        if (!isTested("shouldKeepTheOrderOfLinesWhileAReplyIsPending")) {
            return;
        }
        PendingReplies replies = new PendingReplies(host(), "XPB", 1);
        replies.expect("C: XPB 1 hold\nC: XPB 2\nC: XPB 3\nS: XPB 1 held\nS: XPB 2 next\nS: XPB 3 next\nopen");
        assertThat(replies.handled())
                .as("lines handled before the reply to the previous line")
                .noneMatch(line -> line.startsWith("early"));
    }

    /** Verifies that lines after a command with a pending reply are discarded if that reply ends the session. */
    @Test
    default void shouldDiscardLinesAfterAPendingReplyThatEndsTheSession() {
        if (!isTested("shouldDiscardLinesAfterAPendingReplyThatEndsTheSession")) {
            return;
        }
        PendingReplies replies = new PendingReplies(host(), "XPC", 1);
        replies.expect("C: XPC 1 hold close\nC: XPC 2\nS: XPC 1 held\nclosed");
        assertThat(replies.handled())
                .as("lines handled after the end of the session")
                .isEmpty();
    }

    private Stream<StatementCoverage> coverages() {
        HostCapabilities capabilities = new HostCapabilities(host().dialects(), host().ownCommands());
        List<Transcript> conformance = capabilities.conformance();
        return Statement.all().stream()
                .filter(statement -> !statement.selectors().isEmpty())
                .map(statement -> StatementCoverage.of(statement, capabilities, conformance, host()));
    }

    private static DynamicTest untested(String name, String reason) {
        return DynamicTest.dynamicTest(name, () -> {
            throw new TestAbortedException("not tested: " + reason);
        });
    }

    /** Returns false inside a container if a test does not apply, because adapters report an aborted test as failed. */
    private boolean isTested(String method) {
        Optional<String> reason = Optional.ofNullable(UntestedMethods.of(host()).get(method));
        if (reason.isPresent() && host().environment() == TestEnvironment.STANDALONE) {
            throw new TestAbortedException("not tested: " + reason.get());
        }
        return reason.isEmpty();
    }

    private void play(
            String method,
            String verb,
            BiFunction<Command, Session, CompletionStage<Reply>> function,
            String dialogues) {
        if (!isTested(method)) {
            return;
        }
        HostClient client = new HostClient(host());
        client.run(
                new HostClient.Handler(verb, function),
                () -> client.play("the dialogue with a handler for " + verb, dialogues));
    }

    private static CompletionStage<Reply> decline(Command command, Session session) {
        return CompletableFuture.completedStage(new Reply.Declined());
    }

    private static CompletionStage<Reply> fail(Command command, Session session) {
        IllegalStateException failure = new IllegalStateException("thrown by the certification");
        if (command.parameters().contains("throw")) {
            throw failure;
        }
        return CompletableFuture.failedStage(failure);
    }
}
