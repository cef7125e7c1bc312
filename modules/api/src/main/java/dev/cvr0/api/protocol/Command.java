// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of a client: verb, transaction id, parameters.
 *
 * <p>Parameters are what stands between single spaces, and nothing is trimmed: a trailing space is an empty last
 * parameter. They are the client's own text, unchecked; a host decodes bytes as UTF-8 and replaces what is malformed by
 * U+FFFD, which no handler then takes for well-formed text.
 *
 * @param verb what is asked
 * @param transactionId by what the answer is recognised
 * @param rest the parameters as they came, each with one space before it; empty if there are none
 * @since 0.1
 */
public record Command(Verb verb, TransactionId transactionId, String rest) {

    private static final char SPACE = ' ';
    private static final int USUAL_PARAMETERS = 10;

    /**
     * @throws IllegalArgumentException if the rest of the line neither is empty nor begins with a space
     */
    public Command {
        Objects.requireNonNull(verb, "verb");
        Objects.requireNonNull(transactionId, "transactionId");
        if (!rest.isEmpty() && rest.charAt(0) != SPACE) {
            throw new IllegalArgumentException("what follows the transaction id must begin with a space");
        }
    }

    /**
     * A command with these parameters.
     *
     * @param verb what is asked
     * @param transactionId by what the answer is recognised
     * @param parameters possibly none, possibly empty strings
     * @throws IllegalArgumentException if a parameter contains a space
     */
    public Command(Verb verb, TransactionId transactionId, List<String> parameters) {
        this(verb, transactionId, joined(parameters));
    }

    /**
     * Takes a line apart.
     *
     * @param line one line without its terminator; blank lines are the host's to ignore and are no commands here
     * @return the command, or empty if the verb or the transaction id is missing or malformed: a host then closes the
     *     connection without an answer, also after {@code OUT}, the one command without a transaction id
     */
    public static Optional<Command> parse(String line) {
        int verbEnd = line.indexOf(SPACE);
        if (verbEnd < 0) {
            return Optional.empty();
        }
        int idEnd = endOfToken(line, verbEnd + 1);
        Optional<Verb> verb = Verb.find(line.substring(0, verbEnd));
        Optional<TransactionId> transactionId = TransactionId.find(line.substring(verbEnd + 1, idEnd));
        return verb.isPresent() && transactionId.isPresent()
                ? Optional.of(new Command(verb.get(), transactionId.get(), line.substring(idEnd)))
                : Optional.empty();
    }

    /**
     * The rest of the line, taken apart anew with each call.
     *
     * @return what stands between the spaces, possibly nothing, possibly empty strings; unmodifiable
     */
    public List<String> parameters() {
        List<String> parameters = new ArrayList<>(USUAL_PARAMETERS);
        for (int end = 0; end < rest.length(); ) {
            int start = end + 1;
            end = endOfToken(rest, start);
            parameters.add(rest.substring(start, end));
        }
        return Collections.unmodifiableList(parameters);
    }

    private static int endOfToken(String text, int start) {
        int space = text.indexOf(SPACE, start);
        return space < 0 ? text.length() : space;
    }

    private static String joined(List<String> parameters) {
        StringBuilder rest = new StringBuilder();
        for (String parameter : parameters) {
            if (parameter.indexOf(SPACE) >= 0) {
                throw new IllegalArgumentException("a parameter must not contain a space");
            }
            rest.append(SPACE).append(parameter);
        }
        return rest.toString();
    }
}
