// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.cvr0.api.host.AttributeKey;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.transcript.Transcript;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Certifies a host with the plugin. The tests verify each statement of the protocol reference that can be tested from
 * outside, and the obligations of the host to handlers. Authors of a host implement this interface in a test class, one
 * for each group of settings.
 *
 * <p>Some tests do not apply with the settings of the host, or need a registry that accepts handlers while the host is
 * running. Such a test is aborted with the reason. Inside a container the reason is logged instead.
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
     * Verifies each statement of the protocol reference in a separate test. Dynamic tests do not run inside a container;
     * there, {@link #shouldFulfilAllStatementsInAContainer} verifies the statements.
     *
     * @return a test for each statement, named after the statement; no tests inside a container
     */
    @TestFactory
    default Stream<DynamicTest> shouldFulfilEachStatement() {
        return host().environment() == TestEnvironment.STANDALONE ? testsOfStatements() : Stream.empty();
    }

    /** Verifies all statements of the protocol reference in one test inside a container. */
    @Test
    default void shouldFulfilAllStatementsInAContainer() {
        if (host().environment() != TestEnvironment.STANDALONE) {
            assertAll(testsOfStatements().map(DynamicTest::getExecutable));
        }
    }

    /** Verifies that dialogues exist for the settings of the host. Otherwise nothing would be tested. */
    @Test
    default void shouldHaveDialoguesForItsSettings() {
        assertThat(Transcript.conformance().stream().map(Transcript::settings).distinct())
                .contains(host().settings());
    }

    /** Verifies that the plugin has registered its verbs. */
    @Test
    default void shouldServeTheVerbsOfThePlugin() {
        for (Verb verb : List.of(Verb.VER, Verb.CVQ, Verb.CVR)) {
            assertThatThrownBy(() -> host().registry()
                            .register(new HostClient.Handler(verb.name(), HostCertification::decline))
                            .close())
                    .as("a second handler for %s", verb)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    /** Verifies that a handler that throws, or whose stage fails, ends one session and does not affect other clients. */
    @Test
    default void shouldAnswer500ForAHandlerThatFails() {
        play(
                "XFA",
                HostCertification::fail,
                "C: XFA 7 throw\nS: 500 7\nclosed\n== failed stage\nC: XFA 8\nS: 500 8\nclosed\n"
                        + "== again\nC: XFA 9 throw\nS: 500 9\nclosed");
    }

    /** Verifies that a declined command is treated as a command without a handler. */
    @Test
    default void shouldHandleDeclinedCommandsItself() {
        if (host().servesOtherCommands()) {
            new HostClient(host()).skip("declined commands: the host serves other commands");
            return;
        }
        play("XDE", HostCertification::decline, "C: XDE 1\nclosed");
    }

    /** Verifies that the attributes of a session are kept for its next line and are separate for each connection. */
    @Test
    default void shouldCreateASessionForEachConnection() {
        AttributeKey<Integer> key = AttributeKey.named("commands so far");
        play(
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
        new PendingReplies(host(), "XPA", 16).expect("C: XPA 1 hold\nS: XPA 1 held\nopen");
    }

    /** Verifies that lines after a command with a pending reply are handled in order, after the reply has completed. */
    @Test
    default void shouldKeepTheOrderOfLinesWhileAReplyIsPending() {
        PendingReplies replies = new PendingReplies(host(), "XPB", 1);
        replies.expect("C: XPB 1 hold\nC: XPB 2\nC: XPB 3\nS: XPB 1 held\nS: XPB 2 next\nS: XPB 3 next\nopen");
        assertThat(replies.handled())
                .as("lines handled before the reply to the previous line")
                .noneMatch(line -> line.startsWith("early"));
    }

    /** Verifies that lines after a command with a pending reply are discarded if that reply ends the session. */
    @Test
    default void shouldDiscardLinesAfterAPendingReplyThatEndsTheSession() {
        PendingReplies replies = new PendingReplies(host(), "XPC", 1);
        replies.expect("C: XPC 1 hold close\nC: XPC 2\nS: XPC 1 held\nclosed");
        assertThat(replies.handled())
                .as("lines handled after the end of the session")
                .isEmpty();
    }

    private Stream<DynamicTest> testsOfStatements() {
        HostUnderTest host = host();
        List<Transcript> conformance = Transcript.conformance();
        return Statement.all().stream()
                .filter(statement -> !statement.selectors().isEmpty())
                .map(statement -> DynamicTest.dynamicTest(statement.id(), () -> statement.verify(conformance, host)));
    }

    private void play(String verb, BiFunction<Command, Session, CompletionStage<Reply>> function, String dialogues) {
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
