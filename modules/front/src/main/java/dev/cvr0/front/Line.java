// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.TransactionId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringTokenizer;

/**
 * A line of an emulator's session, from either side.
 *
 * @param text the bytes without terminator, each as a character (ISO 8859-1)
 * @param words the tokens
 */
record Line(String text, List<String> words) {

    private static final String SEPARATORS = " \t";
    private static final int MAX_NUMBER_DIGITS = 9;

    static Line parse(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        String text = line.substring(0, end);
        StringTokenizer tokens = new StringTokenizer(text, SEPARATORS);
        List<String> words = new ArrayList<>(tokens.countTokens());
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return new Line(text, Collections.unmodifiableList(words));
    }

    /** Returns the first word, or an empty text. */
    String verb() {
        return words.isEmpty() ? "" : words.get(0);
    }

    /** Returns the second word as a number, so that 007 and 7 are the same id. */
    OptionalLong id() {
        Optional<TransactionId> id = words.size() < 2 ? Optional.empty() : TransactionId.tryParse(words.get(1));
        return id.isPresent() ? OptionalLong.of(id.get().value()) : OptionalLong.empty();
    }

    boolean hasId(long id) {
        OptionalLong own = id();
        return own.isPresent() && own.getAsLong() == id;
    }

    /** Returns whether the line is an error answer: a number of three digits in place of the verb. */
    boolean isError() {
        return verb().length() == 3 && isNumber(verb());
    }

    Optional<Command> command() {
        return Command.tryParse(new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** Returns the last word as a number of bytes; 0 if it is not a number. */
    int payloadLength() {
        String last = words.get(words.size() - 1);
        return last.length() <= MAX_NUMBER_DIGITS && isNumber(last) ? Integer.parseInt(last) : 0;
    }

    private static boolean isNumber(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
