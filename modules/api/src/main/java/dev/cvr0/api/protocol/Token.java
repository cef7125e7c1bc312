// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A parameter as it may be sent: not empty, no space, no control character, no malformed text.
 *
 * <p>Characters outside printable ASCII are kept here and percent-encoded as UTF-8 on the wire.
 *
 * @since 0.1
 */
public final class Token {

    private static final int REPLACEMENT_CHARACTER = 0xFFFD;

    private final String text;
    // Kept, because an answer that is given often is made of the same tokens.
    private final String encoded;

    /**
     * A parameter with a text.
     *
     * @param text the parameter's text
     * @throws IllegalArgumentException if the text cannot be sent as one parameter; the message does not repeat it
     */
    public Token(String text) {
        findFault(text).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        this.text = text;
        this.encoded = encoded(text);
    }

    /**
     * Says why a text cannot be sent as one parameter.
     *
     * @param text any text
     * @return what is wrong, worded to follow the name of a field; empty if nothing is
     */
    public static Optional<String> findFault(String text) {
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
     * Tells whether a character spoils a parameter wherever it stands.
     *
     * @param codePoint a Unicode code point
     * @return true for control characters, for halves of a surrogate pair, and for U+FFFD, which stands for bytes that
     *     were no UTF-8
     */
    public static boolean isControlOrMalformed(int codePoint) {
        return Character.isISOControl(codePoint)
                || codePoint == REPLACEMENT_CHARACTER
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    /**
     * The text this parameter was made of.
     *
     * @return exactly the characters given
     */
    public String text() {
        return text;
    }

    /**
     * The parameter as it is sent.
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

    private static String encoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == text.length()) {
            return text;
        }
        StringBuilder encoded = new StringBuilder();
        for (byte b : bytes) {
            if (b > 0) {
                encoded.append((char) b);
            } else {
                encoded.append(String.format("%%%02X", b & 0xFF));
            }
        }
        return encoded.toString();
    }
}
