// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import dev.cvr0.api.protocol.Reply.Answer;
import dev.cvr0.api.protocol.Reply.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A client's line: verb, transaction id, parameters.
 *
 * <p>Runs of spaces and tabs separate the tokens. Parameters are unchecked text from the client. A host decodes bytes as
 * UTF-8 and replaces malformed input by U+FFFD, which handlers reject.
 *
 * @param verb the verb
 * @param transactionId the id that the reply repeats
 * @param text the unchanged text after the transaction id, with the separators; empty if there is none
 * @see Reply
 * @since 0.1
 */
public record Command(Verb verb, TransactionId transactionId, String text) {

    private static final char SPACE = ' ';
    private static final int EXPECTED_PARAMETERS = 10;
    // the position of the codebase of CVQ and CVR, from 0
    private static final int CODEBASE = 6;

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if the text is not empty and does not begin with a space or a tab
     */
    public Command {
        Objects.requireNonNull(verb, "verb");
        Objects.requireNonNull(transactionId, "transactionId");
        if (!text.isEmpty() && !isSeparator(text.charAt(0))) {
            throw new IllegalArgumentException("the text after the transaction id must begin with a space or a tab");
        }
    }

    /**
     * Creates a command from its parameters.
     *
     * @param verb the verb
     * @param transactionId the id that the reply repeats
     * @param parameters may be empty
     * @throws IllegalArgumentException if a parameter contains a space or a tab, or is empty and is not the codebase, see
     *     {@link #parameters()}
     */
    public Command(Verb verb, TransactionId transactionId, List<String> parameters) {
        this(verb, transactionId, join(parameters));
        if (!parameters().equals(parameters)) {
            throw new IllegalArgumentException(
                    "a parameter must not contain a space or a tab, and only the codebase of CVQ"
                            + " and CVR can be empty");
        }
    }

    /**
     * Parses a line.
     *
     * @param line one line without its terminator; a host ignores blank lines before this
     * @return the command, or empty if the verb or the transaction id is missing or malformed. A host then closes the
     *     connection without an answer, as it does after {@code OUT}, the only command without a transaction id
     */
    public static Optional<Command> tryParse(String line) {
        int verbEnd = endOfToken(line, 0);
        int idStart = endOfSeparator(line, verbEnd);
        int idEnd = endOfToken(line, idStart);
        Optional<Verb> verb = Verb.tryParse(line.substring(0, verbEnd));
        Optional<TransactionId> transactionId = TransactionId.tryParse(line.substring(idStart, idEnd));
        return verb.isPresent() && transactionId.isPresent()
                ? Optional.of(new Command(verb.get(), transactionId.get(), line.substring(idEnd)))
                : Optional.empty();
    }

    /**
     * Splits the text into parameters. The result is not cached, so call this once.
     *
     * <p>One parameter can be empty: the codebase, the seventh of CVQ and CVR. It is empty if exactly two spaces separate
     * the client version from the next parameter, or if exactly one space follows the client version at the end of the
     * line.
     *
     * @return the parameters in order; unmodifiable
     */
    public List<String> parameters() {
        List<String> parameters = new ArrayList<>(EXPECTED_PARAMETERS);
        for (int end = 0; end < text.length(); ) {
            int start = endOfSeparator(text, end);
            if (parameters.size() == CODEBASE && hasCodebase() && isEmptyCodebase(end, start)) {
                parameters.add("");
            }
            end = endOfToken(text, start);
            if (start < end) {
                parameters.add(text.substring(start, end));
            }
        }
        return Collections.unmodifiableList(parameters);
    }

    /**
     * Creates an answer to this command that keeps the session open: {@code VER 1 CVR0}.
     *
     * @param parameters the parameters of the answer; copied
     * @return the answer, with the verb and the transaction id of this command
     */
    public Answer answer(List<Token> parameters) {
        return new Answer(verb, transactionId, parameters, false);
    }

    /**
     * Creates an answer to this command that keeps the session open.
     *
     * @param parameters the texts of the parameters
     * @return the answer, with the verb and the transaction id of this command
     * @throws IllegalArgumentException if a text cannot be sent as one parameter, see {@link Token}
     */
    public Answer answer(String... parameters) {
        return answer(Stream.of(parameters).map(Token::new).toList());
    }

    /**
     * Creates an error answer to this command that keeps the session open: {@code 420 2}.
     *
     * @param code the error
     * @return the refusal, with the transaction id of this command
     */
    public Refusal refuse(ErrorCode code) {
        return new Refusal(code, transactionId, false);
    }

    private boolean hasCodebase() {
        return verb.equals(Verb.CVQ) || verb.equals(Verb.CVR);
    }

    private boolean isEmptyCodebase(int separatorStart, int separatorEnd) {
        return text.substring(separatorStart, separatorEnd).equals(separatorEnd == text.length() ? " " : "  ");
    }

    private static int endOfSeparator(String text, int start) {
        int end = start;
        while (end < text.length() && isSeparator(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int endOfToken(String text, int start) {
        int end = start;
        while (end < text.length() && !isSeparator(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isSeparator(char character) {
        return character == SPACE || character == '\t';
    }

    private static String join(List<String> parameters) {
        StringBuilder text = new StringBuilder();
        parameters.forEach(parameter -> text.append(SPACE).append(parameter));
        return text.toString();
    }
}
