// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of a transcript, without its terminator. */
record SourceLine(int number, String text) {

    static final String DIALOGUE = "==";

    private static final Pattern SETTING = Pattern.compile("with ([a-z0-9.-]+)=(.*)");

    private static final int MAX_LENGTH = 16_384;

    /** The problem of a line that is invalid wherever it is. */
    Optional<String> validate() {
        if (text.length() > MAX_LENGTH) {
            return Optional.of("the line is too long, expected at most " + MAX_LENGTH + " characters");
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

    /** Key and value, if the line is a comment of the form {@code # with key=value}. */
    Optional<Map.Entry<String, String>> setting() {
        if (!isComment()) {
            return Optional.empty();
        }
        Matcher setting = SETTING.matcher(comment());
        return setting.matches()
                ? Optional.of(Map.entry(setting.group(1), setting.group(2).strip()))
                : Optional.empty();
    }

    String comment() {
        return text.substring(1).strip();
    }
}
