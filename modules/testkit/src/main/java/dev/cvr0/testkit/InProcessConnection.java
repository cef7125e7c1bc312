// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.transcript.Bytes;
import dev.cvr0.transcript.Connection;
import dev.cvr0.transcript.Received;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/** Both ends of a connection that is none. */
final class InProcessConnection implements Connection {

    private static final int LONGEST_LINE = 1664;
    private static final Bytes RETURN = Bytes.ofText("\r");

    private final BiFunction<Command, Session, Reply> handler;
    private final Session session;
    private Bytes unread = Bytes.NONE;
    private Bytes answers = Bytes.NONE;
    private boolean ended;

    InProcessConnection(BiFunction<Command, Session, Reply> handler, Session session) {
        this.handler = handler;
        this.session = session;
    }

    @Override
    public void send(Bytes bytes, Duration within) throws IOException {
        if (ended) {
            throw new IOException("the host has closed");
        }
        unread = unread.plus(bytes);
        for (int end = unread.indexOf('\n'); end >= 0 && !ended; end = unread.indexOf('\n')) {
            Bytes line = unread.slice(0, end);
            unread = unread.slice(end + 1, unread.length());
            takeLine(line);
        }
        ended |= unread.length() > LONGEST_LINE;
    }

    @Override
    public Received receive(Duration within) {
        if (answers.length() > 0) {
            Received data = new Received.Data(answers);
            answers = Bytes.NONE;
            return data;
        }
        return ended ? new Received.EndOfStream() : new Received.Nothing();
    }

    @Override
    public void close() {
        ended = true;
    }

    private void takeLine(Bytes line) {
        Bytes text = line.endsWith(RETURN) ? line.slice(0, line.length() - 1) : line;
        if (line.length() >= LONGEST_LINE) {
            ended = true;
        } else if (text.length() > 0) {
            Command.parse(text.text()).ifPresentOrElse(this::take, this::close);
        }
    }

    private void take(Command command) {
        Reply reply = replyTo(command);
        Optional<String> line = reply.line();
        line.ifPresent(answer -> answers = answers.plus(Bytes.ofText(answer + "\r\n")));
        ended = line.isEmpty() || reply.endsSession();
    }

    // as a host does: what goes wrong with one command is that command's affair, an assertion of a test's is not
    private Reply replyTo(Command command) {
        try {
            return Objects.requireNonNull(handler.apply(command, session), "reply");
        } catch (RuntimeException e) {
            return new Reply.Refusal(ErrorCode.SERVER_FAILURE, command.transactionId(), Reply.Then.CLOSE);
        }
    }
}
