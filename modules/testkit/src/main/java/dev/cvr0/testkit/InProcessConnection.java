// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.transcript.Bytes;
import dev.cvr0.transcript.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** Both ends of a connection without a socket. */
final class InProcessConnection implements Connection {

    private static final int MAX_LINE_BYTES = 1664;
    private static final Bytes RETURN = Bytes.ofText("\r");

    private final BiFunction<Command, Session, CompletionStage<Reply>> handler;
    private final Session session;
    private Bytes unread = Bytes.NONE;
    private Bytes answers = Bytes.NONE;
    private boolean ended;

    InProcessConnection(BiFunction<Command, Session, CompletionStage<Reply>> handler, Session session) {
        this.handler = handler;
        this.session = session;
    }

    @Override
    public void send(Bytes bytes, Duration within) throws IOException {
        if (ended) {
            throw new IOException("the host has closed the connection");
        }
        unread = unread.plus(bytes);
        for (int end = unread.indexOf('\n'); end >= 0 && !ended; end = unread.indexOf('\n')) {
            Bytes line = unread.slice(0, end);
            unread = unread.slice(end + 1, unread.length());
            takeLine(line, within);
        }
        ended |= unread.length() > MAX_LINE_BYTES;
    }

    @Override
    public Optional<Bytes> receive(Duration within) {
        Bytes input = answers;
        answers = Bytes.NONE;
        return input.length() > 0 || ended ? Optional.of(input) : Optional.empty();
    }

    @Override
    public void close() {
        ended = true;
    }

    private void takeLine(Bytes line, Duration within) {
        Bytes text = line.endsWith(RETURN) ? line.slice(0, line.length() - 1) : line;
        if (line.length() >= MAX_LINE_BYTES) {
            ended = true;
        } else if (text.length() > 0) {
            Command.tryParse(text.text()).ifPresentOrElse(command -> take(command, within), this::close);
        }
    }

    private void take(Command command, Duration within) {
        Reply reply = replyTo(command, within);
        Optional<String> line = reply.line();
        line.ifPresent(answer -> answers = answers.plus(Bytes.ofText(answer + "\r\n")));
        ended = line.isEmpty() || reply.endsSession();
    }

    // Like any host: an exception costs one command its answer. Errors pass, so that assertions in handlers fail the
    // test.
    private Reply replyTo(Command command, Duration within) {
        try {
            return Replies.await(handler.apply(command, session), within);
        } catch (RuntimeException e) {
            return command.refuse(ErrorCode.SERVER_FAILURE).andClose();
        }
    }
}
