// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.function.BiFunction;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class InProcessPeerTest {

    @Test
    void shouldHandOnWhatTheClientSent() {
        List<Command> commands = new ArrayList<>();
        assertThat(play("C: XAA 1 a\\xffb \\s\nS: 200 1\nopen", (command, session) -> {
                    commands.add(command);
                    return new Reply.Refusal(new ErrorCode(200), command.transactionId(), Reply.Then.STAY_OPEN);
                }))
                .isEmpty();
        assertThat(commands).containsExactly(Command.parse("XAA 1 a\uFFFDb  ").orElseThrow());
    }

    @Test
    void shouldGiveEachConnectionASessionAndKeepIt() {
        List<Session> sessions = new ArrayList<>();
        String text = "C: XAA 1\nC: XAA 2\nS: 200 1\nS: 200 2\nopen";
        assertThat(play(text + "\n== second\n" + text, (command, session) -> {
                    sessions.add(session);
                    return new Reply.Refusal(new ErrorCode(200), command.transactionId(), Reply.Then.STAY_OPEN);
                }))
                .isEmpty();
        assertThat(sessions).hasSize(4);
        assertThat(sessions.get(0)).isSameAs(sessions.get(1)).isNotSameAs(sessions.get(2));
    }

    @Test
    void shouldAnswerAnExceptionBy500() {
        assertThat(play("C: XAA 1\nC: XAA 2\nS: 500 1\nclosed", (command, session) -> {
                    throw new IllegalStateException("broken");
                }))
                .isEmpty();
    }

    @Test
    void shouldCloseOnWhatIsDeclined() {
        assertThat(play("C: XAA 1\nclosed", (command, session) -> new Reply.Declined()))
                .isEmpty();
    }

    @Test
    void shouldTakeNothingOnceItHasClosed() throws Exception {
        try (Connection connection = new InProcessPeer((command, session) -> new Reply.Declined()).connect()) {
            connection.send(Bytes.ofText("OUT\n"), Duration.ofSeconds(1));
            Assertions.assertThatIOException()
                    .isThrownBy(() -> connection.send(Bytes.ofText("x"), Duration.ofSeconds(1)))
                    .withMessage("the host has closed");
        }
    }

    private static List<String> play(String steps, BiFunction<Command, Session, Reply> handler) {
        return Played.failures(Transcript.parse("f", "== first\n" + steps), new InProcessPeer(handler));
    }
}
