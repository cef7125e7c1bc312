// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of a client, taken apart: verb, transaction id, parameters.
 *
 * <p>Parameters are what stands between single spaces, and nothing is trimmed: a trailing space is an empty last
 * parameter. They are the client's own text, unchecked; a host decodes bytes as UTF-8 and replaces what is malformed by
 * U+FFFD, which no handler then takes for well-formed text.
 *
 * @param verb what is asked
 * @param transactionId by what the answer is recognised
 * @param parameters the rest of the line, possibly none, possibly empty strings; copied
 * @since 0.1
 */
public record Command(Verb verb, TransactionId transactionId, List<String> parameters) {

    private static final int USUAL_TOKENS = 12;

    /** Copies the parameters. */
    public Command {
        Objects.requireNonNull(verb, "verb");
        Objects.requireNonNull(transactionId, "transactionId");
        parameters = List.copyOf(parameters);
    }

    /**
     * Takes a line apart.
     *
     * @param line one line without its terminator; blank lines are the host's to ignore and are no commands here
     * @return the command, or empty if the verb or the transaction id is missing or malformed: a host then closes the
     *     connection without an answer, also after {@code OUT}, the one command without a transaction id
     */
    public static Optional<Command> parse(String line) {
        List<String> tokens = tokens(line);
        if (tokens.size() < 2) {
            return Optional.empty();
        }
        Optional<Verb> verb = Verb.find(tokens.get(0));
        Optional<TransactionId> transactionId = TransactionId.find(tokens.get(1));
        return verb.isPresent() && transactionId.isPresent()
                ? Optional.of(new Command(verb.get(), transactionId.get(), tokens.subList(2, tokens.size())))
                : Optional.empty();
    }

    private static List<String> tokens(String line) {
        List<String> tokens = new ArrayList<>(USUAL_TOKENS);
        int start = 0;
        for (int end = line.indexOf(' '); end >= 0; end = line.indexOf(' ', start)) {
            tokens.add(line.substring(start, end));
            start = end + 1;
        }
        tokens.add(line.substring(start));
        return tokens;
    }
}
