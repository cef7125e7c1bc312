// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.transcript.Bytes;
import dev.cvr0.transcript.Connection;
import dev.cvr0.transcript.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

/**
 * A host without a socket. It splits bytes into commands as a host does, calls the handler under test on the sending
 * thread, and waits for the reply before the next line. Dialogues run against it without network delays.
 *
 * <p>Blank lines are ignored. An invalid command, a line of more than 1664 bytes, and a declined command close the
 * connection without an answer. An exception of the handler is answered with 500.
 *
 * @param handler handles the commands, with a plain session for each connection
 * @since 0.1
 */
public record InProcessPeer(BiFunction<Command, Session, CompletionStage<Reply>> handler) implements Peer {

    private static final int MAX_LINE_BYTES = 1664;
    private static final Bytes RETURN = Bytes.ofText("\r");

    /** Rejects null. */
    public InProcessPeer {
        Objects.requireNonNull(handler, "handler");
    }

    /**
     * Creates a host with the handlers of a registry, including those registered later.
     *
     * @param registry the registry
     */
    public InProcessPeer(RecordingRegistry registry) {
        this(registry::handle);
    }

    @Override
    public Connection connect() {
        return new InProcessConnection();
    }

    /** Waits for a stage. If it completes exceptionally, throws its exception, as a synchronous handler would. */
    static Reply await(CompletionStage<Reply> stage, Duration timeout) {
        try {
            return stage.toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "the stage of the handler did not complete within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a reply", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("the handler failed", e.getCause());
        }
    }

    /** The client side and the host side of a connection. */
    private final class InProcessConnection implements Connection {

        private final Session session = new PlainSession(InetAddress.getLoopbackAddress());
        private Bytes unread = Bytes.NONE;
        private Bytes answers = Bytes.NONE;
        private boolean ended;

        @Override
        public void send(Bytes bytes, Duration within) throws IOException {
            if (ended) {
                throw new IOException("the host has closed the connection");
            }
            unread = unread.plus(bytes);
            for (int end = unread.indexOf('\n'); end >= 0 && !ended; end = unread.indexOf('\n')) {
                handle(unread.slice(0, end), within);
                unread = unread.slice(end + 1, unread.length());
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

        private void handle(Bytes line, Duration within) {
            Bytes text = line.endsWith(RETURN) ? line.slice(0, line.length() - 1) : line;
            if (line.length() >= MAX_LINE_BYTES) {
                ended = true;
            } else if (text.length() > 0) {
                Command.tryParse(text.text()).ifPresentOrElse(command -> answer(command, within), this::close);
            }
        }

        private void answer(Command command, Duration within) {
            Reply reply = reply(command, within);
            reply.line().ifPresent(line -> answers = answers.plus(Bytes.ofText(line + "\r\n")));
            ended = reply.line().isEmpty() || reply.endsSession();
        }

        // An exception is answered with 500, as a host does. Errors fail the test, such as those of assertions in a
        // handler.
        private Reply reply(Command command, Duration within) {
            try {
                return await(handler.apply(command, session), within);
            } catch (RuntimeException e) {
                return command.refuse(ErrorCode.SERVER_FAILURE).andClose();
            }
        }
    }
}
