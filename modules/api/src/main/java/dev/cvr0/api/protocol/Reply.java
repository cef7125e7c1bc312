// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a handler makes of a command: a value, which the host writes.
 *
 * <p>Where a reply ends the session, the host sends the line, ends its side of the connection, reads on within bounds
 * until the client has ended its own, and only then closes: a connection closed with unread bytes is reset, and the
 * reset destroys the answer on its way.
 *
 * @since 0.1
 */
public sealed interface Reply {

    /**
     * The line to send.
     *
     * @return printable ASCII without a terminator; empty if this handler has nothing to say
     */
    Optional<String> line();

    /**
     * Tells whether the session is over once the line has been sent. Lines that the client sent after the answered one
     * are dropped then.
     *
     * @return true if the host closes
     */
    boolean endsSession();

    /** Whether the session goes on after a reply. */
    enum Then {
        /** The client may send another command. */
        STAY_OPEN,
        /** The host closes, gracefully. */
        CLOSE
    }

    /**
     * The command was understood.
     *
     * @param verb the verb of the command
     * @param transactionId the id of the command
     * @param parameters what is answered
     * @param then whether the session goes on
     */
    record Answer(Verb verb, TransactionId transactionId, Tokens parameters, Then then) implements Reply {

        /** Checks that nothing is missing. */
        public Answer {
            Objects.requireNonNull(verb, "verb");
            Objects.requireNonNull(transactionId, "transactionId");
            Objects.requireNonNull(parameters, "parameters");
            Objects.requireNonNull(then, "then");
        }

        /**
         * An answer with these parameters.
         *
         * @param verb the verb of the command
         * @param transactionId the id of the command
         * @param parameters what is answered; copied
         * @param then whether the session goes on
         */
        public Answer(Verb verb, TransactionId transactionId, List<Token> parameters, Then then) {
            this(verb, transactionId, new Tokens(parameters), then);
        }

        @Override
        public Optional<String> line() {
            return Optional.of(verb.name() + ' ' + transactionId.text() + parameters.encoded());
        }

        @Override
        public boolean endsSession() {
            return then == Then.CLOSE;
        }
    }

    /**
     * The command was refused, in the form {@code code TrID}, with no text.
     *
     * @param code why
     * @param transactionId the id of the command
     * @param then whether the session goes on
     */
    record Refusal(ErrorCode code, TransactionId transactionId, Then then) implements Reply {

        /** Checks that nothing is missing. */
        public Refusal {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(transactionId, "transactionId");
            Objects.requireNonNull(then, "then");
        }

        @Override
        public Optional<String> line() {
            return Optional.of(code + " " + transactionId);
        }

        @Override
        public boolean endsSession() {
            return then == Then.CLOSE;
        }
    }

    /**
     * The handler serves the verb, but not in this session: the host goes on as if nobody had registered for it. The
     * host's own CVR, for example, is the host's in every session but a CVR0 one.
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
