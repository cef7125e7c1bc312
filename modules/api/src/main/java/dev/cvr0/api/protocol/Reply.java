// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The reply of a handler to a command: a value that the host writes to the connection. Created by {@link Command#answer} and
 * {@link Command#refuse}:
 *
 * <pre>{@code
 * command.answer("CVR0")
 * command.refuse(ErrorCode.NOT_EXPECTED).andClose()
 * }</pre>
 *
 * <p>If a reply ends the session, the host sends the line, shuts down its side of the connection, reads and discards
 * within limits until the client has closed its side, and then closes the connection (lingering close). Closing a
 * connection with unread bytes resets it, which can discard an answer in transit.
 *
 * @see Command
 * @see dev.cvr0.api.host.CommandHandler
 * @since 0.1
 */
public sealed interface Reply {

    /**
     * Returns the line to send.
     *
     * @return printable ASCII without a terminator; empty if the handler declined
     */
    Optional<String> line();

    /**
     * Returns whether the session ends after this reply. If so, the host discards the remaining lines.
     *
     * @return true if the host closes the connection
     */
    boolean endsSession();

    /**
     * The regular answer to a command.
     *
     * @param verb the verb of the command
     * @param transactionId the id of the command
     * @param parameters the parameters of the answer; copied
     * @param endsSession whether the host closes the connection afterwards
     */
    record Answer(Verb verb, TransactionId transactionId, List<Token> parameters, boolean endsSession)
            implements Reply {

        private static final int INITIAL_CAPACITY = 128;

        /** Copies the parameters. */
        public Answer {
            Objects.requireNonNull(verb, "verb");
            Objects.requireNonNull(transactionId, "transactionId");
            parameters = List.copyOf(parameters);
        }

        /** {@return a copy after which the host closes the connection} */
        public Answer andClose() {
            return new Answer(verb, transactionId, parameters, true);
        }

        @Override
        public Optional<String> line() {
            StringBuilder line = new StringBuilder(INITIAL_CAPACITY)
                    .append(verb.name())
                    .append(' ')
                    .append(transactionId.text());
            for (Token parameter : parameters) {
                line.append(' ').append(parameter.encoded());
            }
            return Optional.of(line.toString());
        }
    }

    /**
     * An error answer: the code and the transaction id, without text.
     *
     * @param code the error
     * @param transactionId the id of the command
     * @param endsSession whether the host closes the connection afterwards
     */
    record Refusal(ErrorCode code, TransactionId transactionId, boolean endsSession) implements Reply {

        /** Checks that no component is null. */
        public Refusal {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(transactionId, "transactionId");
        }

        /** {@return a copy after which the host closes the connection} */
        public Refusal andClose() {
            return new Refusal(code, transactionId, true);
        }

        @Override
        public Optional<String> line() {
            return Optional.of(code + " " + transactionId);
        }
    }

    /**
     * The handler serves the verb, but not in this session: the host continues as if no handler were registered. The
     * host's own CVR, for example, applies in every session except a CVR0 session.
     */
    record Declined() implements Reply {

        @Override
        public Optional<String> line() {
            return Optional.empty();
        }

        @Override
        public boolean endsSession() {
            return false;
        }
    }
}
