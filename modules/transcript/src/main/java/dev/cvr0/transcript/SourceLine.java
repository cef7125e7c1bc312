// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.Optional;

/** One line of a transcript's text, without its terminator. */
record SourceLine(int number, String text) {

    static final String DIALOGUE = "==";

    private static final int LONGEST = 16_384;

    /** What makes the line unfit for any transcript, worded as a problem. */
    Optional<String> fault() {
        if (text.length() > LONGEST) {
            return Optional.of("the line is too long, expected at most " + LONGEST + " characters");
        }
        return text.codePoints().anyMatch(SourceLine::isInvisible)
                ? Optional.of("the line holds a control character or malformed text, expected an escape like \\x09")
                : Optional.empty();
    }

    private static boolean isInvisible(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    boolean isDialogue() {
        return text.startsWith(DIALOGUE);
    }

    boolean isComment() {
        return text.startsWith("#");
    }

    boolean isBlank() {
        return text.isBlank();
    }

    String comment() {
        return text.substring(1).strip();
    }
}
