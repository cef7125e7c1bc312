// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One parameter of an answer: not empty, without spaces, control characters or malformed text.
 *
 * <p>The text keeps characters outside printable ASCII; on the wire they are percent-encoded as UTF-8. Immutable.
 *
 * @since 0.1
 */
public final class Token {

    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;
    private static final int REPLACEMENT_CHARACTER = 0xFFFD;

    private final String text;
    private final String encoded;

    /**
     * Creates a parameter.
     *
     * @param text the text of the parameter
     * @throws IllegalArgumentException if the text cannot be sent as one parameter; the message does not repeat it
     */
    public Token(String text) {
        validate(text).ifPresent(problem -> {
            throw new IllegalArgumentException("a parameter " + problem);
        });
        this.text = text;
        this.encoded = encode(text);
    }

    private Token(String text, String encoded) {
        this.text = text;
        this.encoded = encoded;
    }

    /**
     * Parses a parameter.
     *
     * @param text any text
     * @return the parameter, or empty if the text cannot be sent as one
     */
    public static Optional<Token> tryParse(String text) {
        return validate(text).isEmpty() ? Optional.of(new Token(text, encode(text))) : Optional.empty();
    }

    /**
     * Checks whether a text can be sent as one parameter.
     *
     * @param text any text
     * @return the problem, worded to follow the name of a field; empty if the text can be sent
     */
    public static Optional<String> validate(String text) {
        if (text.isEmpty()) {
            return Optional.of("must not be empty");
        }
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            if (character == ' ') {
                return Optional.of("must not contain a space, but does at character " + (i + 1));
            }
            if (isControlOrMalformed(character)) {
                return Optional.of(
                        "must not contain a control character or malformed text, but does at character " + (i + 1));
            }
        }
        return Optional.empty();
    }

    /**
     * Checks for a character that no parameter may contain.
     *
     * @param codePoint a Unicode code point
     * @return true for control characters, the line and paragraph separators U+2028 and U+2029, surrogates, and U+FFFD,
     *     which replaces malformed UTF-8
     */
    public static boolean isControlOrMalformed(int codePoint) {
        return Character.isISOControl(codePoint)
                || codePoint == LINE_SEPARATOR
                || codePoint == PARAGRAPH_SEPARATOR
                || codePoint == REPLACEMENT_CHARACTER
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    /** {@return the text of the parameter, as given to the constructor} */
    public String text() {
        return text;
    }

    /**
     * Returns the parameter as it is sent.
     *
     * @return printable ASCII; other characters are percent-encoded as UTF-8
     */
    public String encoded() {
        return encoded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String encode(String text) {
        if (isAscii(text)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0) {
                encoded.append((char) b);
            } else {
                encoded.append(String.format("%%%02X", b & 0xFF));
            }
        }
        return encoded.toString();
    }
}
