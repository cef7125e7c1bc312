// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.host.AttributeKey;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.transcript.Bytes;
import dev.cvr0.transcript.Connection;
import dev.cvr0.transcript.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * The {@linkplain CommandRegistryContract contract} for a registry that writes replies to the connection of the client
 * instead of returning them. Authors of such a host implement this interface in a test class.
 *
 * <p>Each command is dispatched on its own thread, as by a host with a thread for each connection. A command has no handler
 * if the host closes the connection, writes another line than an answer, or writes nothing within a second.
 *
 * {@snippet class="dev.cvr0.testkit.WritingRegistryContractTest" region="writing"}
 *
 * @since 0.1
 */
public interface WritingRegistryContract extends CommandRegistryContract {

    /**
     * Passes a command to the registered handler of its verb, as the host does. The host writes the reply to the output,
     * before or after this method returns, on any thread.
     *
     * @param registry created by {@link #createRegistry}
     * @param command the command
     * @param session the session to pass on
     * @param output the connection of the client
     */
    void dispatch(CommandRegistry registry, Command command, Session session, Output output);

    /** {@inheritDoc} Calls {@link #dispatch(CommandRegistry, Command, Session, Output)} on a new thread. */
    @Override
    default Optional<CompletionStage<Reply>> dispatch(CommandRegistry registry, Command command, Session session) {
        Output output = new Output(command, session);
        Runnable call = () -> {
            try {
                dispatch(registry, command, session, output);
            } catch (RuntimeException | Error e) {
                output.reply.completeExceptionally(e);
            }
        };
        new Thread(call, "connection of the contract").start();
        return Optional.of(output.reply);
    }

    /** The connection of a client, which receives the lines that a host writes. Thread-safe. */
    final class Output {

        /** The attribute of a session whose handler was called. */
        static final AttributeKey<Boolean> HANDLED = AttributeKey.named("handler was called");

        private static final Duration SILENCE = Duration.ofSeconds(1);

        private final CompletableFuture<Reply> reply = new CompletableFuture<>();
        private final Command command;

        private Output(Command command, Session session) {
            this.command = command;
            CompletableFuture.delayedExecutor(SILENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> {
                        if (session.attribute(HANDLED).isEmpty()) {
                            close();
                        }
                    });
        }

        /**
         * Receives a line. Only the first one counts.
         *
         * @param line a line of the host; its terminator is optional
         */
        public void write(String line) {
            String prefix = command.verb() + " " + command.transactionId() + " ";
            String content = line.stripTrailing();
            reply.complete(
                    content.startsWith(prefix)
                            ? command.answer(content.substring(prefix.length()).split(" "))
                            : new Reply.Declined());
        }

        /** Closes the connection. Without a line before, the command has no handler. */
        public void close() {
            reply.complete(new Reply.Declined());
        }

        /**
         * Sends the command over a new connection to a running host, and receives its answer.
         *
         * @param host the host
         * @throws UncheckedIOException if the connection fails
         */
        public void exchange(Peer host) {
            try (Connection connection = host.connect()) {
                String line = command.verb() + " " + command.transactionId() + command.text() + "\r\n";
                connection.send(Bytes.ofText(line), SILENCE);
                Bytes answer = Bytes.NONE;
                while (answer.indexOf('\n') < 0) {
                    Optional<Bytes> input = connection.receive(RecordingRegistry.TIMEOUT);
                    if (input.isEmpty() || input.get().length() == 0) {
                        close();
                        return;
                    }
                    answer = answer.plus(input.get());
                }
                write(answer.slice(0, answer.indexOf('\n')).text());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
