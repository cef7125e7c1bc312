// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.transcript.Bytes;
import dev.cvr0.transcript.Connection;
import dev.cvr0.transcript.Transcript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class InProcessPeerTest {

    @Test
    void shouldPassTheTextOfTheClientToTheHandler() {
        List<Command> commands = new ArrayList<>();
        assertThat(play("C: XAA 1 a\\xffb \\s\nS: 200 1\nopen", (command, session) -> {
                    commands.add(command);
                    return CompletableFuture.completedStage(command.refuse(new ErrorCode(200)));
                }))
                .isEmpty();
        assertThat(commands)
                .containsExactly(Command.tryParse("XAA 1 a\uFFFDb  ").orElseThrow());
    }

    @Test
    void shouldUseOneSessionForEachConnection() {
        List<Session> sessions = new ArrayList<>();
        String text = "C: XAA 1\nC: XAA 2\nS: 200 1\nS: 200 2\nopen";
        assertThat(play(text + "\n== second\n" + text, (command, session) -> {
                    sessions.add(session);
                    return CompletableFuture.completedStage(command.refuse(new ErrorCode(200)));
                }))
                .isEmpty();
        assertThat(sessions).hasSize(4);
        assertThat(sessions.get(0)).isSameAs(sessions.get(1)).isNotSameAs(sessions.get(2));
    }

    @Test
    void shouldAnswerAnExceptionWith500() {
        assertThat(play("C: XAA 1\nC: XAA 2\nS: 500 1\nclosed", (command, session) -> {
                    throw new IllegalStateException("broken");
                }))
                .isEmpty();
    }

    @Test
    void shouldAnswerAFailedStageWith500() {
        assertThat(play(
                        "C: XAA 1\nC: XAA 2\nS: 500 1\nclosed",
                        (command, session) -> CompletableFuture.failedStage(new IllegalStateException("broken"))))
                .isEmpty();
    }

    @Test
    void shouldWaitForThePendingReplyOfEachLine() {
        List<String> handled = new CopyOnWriteArrayList<>();
        assertThat(play("C: XAA 1\nC: XAA 2\nS: XAA 1 late\nS: XAA 2 late\nopen", (command, session) -> {
                    handled.add("called " + command.transactionId());
                    return CompletableFuture.supplyAsync(() -> {
                        handled.add("completed " + command.transactionId());
                        return command.answer("late");
                    });
                }))
                .isEmpty();
        assertThat(handled).containsExactly("called 1", "completed 1", "called 2", "completed 2");
    }

    @Test
    void shouldFailTheTestWhenAHandlerDoesNotReplyInTime() throws Exception {
        try (Connection connection = new InProcessPeer((command, session) -> new CompletableFuture<>()).connect()) {
            assertThatThrownBy(() -> connection.send(Bytes.ofText("XAA 1\n"), Duration.ofMillis(50)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("the stage of the handler did not complete within 50 ms");
        }
    }

    @Test
    void shouldRethrowAssertionErrors() throws Exception {
        AssertionError failed = new AssertionError("failed");
        try (Connection connection =
                new InProcessPeer((command, session) -> CompletableFuture.failedStage(failed)).connect()) {
            assertThatThrownBy(() -> connection.send(Bytes.ofText("XAA 1\n"), Duration.ofSeconds(1)))
                    .isSameAs(failed);
        }
    }

    @Test
    void shouldCloseOnADeclinedCommand() {
        assertThat(play("C: XAA 1\nclosed", InProcessPeerTest::decline)).isEmpty();
    }

    @Test
    void shouldRejectBytesAfterItHasClosed() throws Exception {
        try (Connection connection = new InProcessPeer(InProcessPeerTest::decline).connect()) {
            connection.send(Bytes.ofText("OUT\n"), Duration.ofSeconds(1));
            Assertions.assertThatIOException()
                    .isThrownBy(() -> connection.send(Bytes.ofText("x"), Duration.ofSeconds(1)))
                    .withMessage("the host has closed the connection");
        }
    }

    private static List<String> play(String steps, BiFunction<Command, Session, CompletionStage<Reply>> handler) {
        return TranscriptRuns.failures(Transcript.parse("f", "== first\n" + steps), new InProcessPeer(handler));
    }

    private static CompletionStage<Reply> decline(Command command, Session session) {
        return CompletableFuture.completedStage(new Reply.Declined());
    }
}
