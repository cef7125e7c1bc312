// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import java.util.Optional;

/**
 * A Windows locale identifier, on the wire {@code 0x} and four hexadecimal digits.
 *
 * <p>That a value can be written so does not mean that Windows ever had such a locale: whether it is known is the
 * plugin's question.
 *
 * @param value 0 to 0xFFFF
 * @since 0.1
 */
public record Lcid(int value) {

    private static final int DIGITS = 4;
    private static final int PRIMARY_LANGUAGE = 0x3FF;

    /**
     * @throws IllegalArgumentException if the value does not fit 16 bits
     */
    public Lcid {
        if (value < 0 || value > 0xFFFF) {
            throw new IllegalArgumentException("a locale identifier has 16 bits");
        }
    }

    /**
     * Reads a locale identifier from a parameter.
     *
     * @param token any text
     * @return the identifier, or empty if the text is not {@code 0x} and four hexadecimal digits of either case
     */
    public static Optional<Lcid> tryParse(String token) {
        if (token.length() != 2 + DIGITS || !token.startsWith("0x")) {
            return Optional.empty();
        }
        int value = 0;
        for (int i = 2; i < token.length(); i++) {
            int digit = hexDigit(token.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            value = value << 4 | digit;
        }
        return Optional.of(new Lcid(value));
    }

    /**
     * The language without its region: 9 (English) for both 0x0409 and 0x0809.
     *
     * @return the lower ten bits
     */
    public int primaryLanguage() {
        return value & PRIMARY_LANGUAGE;
    }

    // Character.digit would take the digits of every script.
    private static int hexDigit(char c) {
        return c < 0x7F ? Character.digit(c, 16) : -1;
    }

    @Override
    public String toString() {
        return String.format("0x%04x", value);
    }
}
