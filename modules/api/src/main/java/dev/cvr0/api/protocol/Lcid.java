// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import java.util.HexFormat;
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
        boolean valid = token.length() == 2 + DIGITS
                && token.startsWith("0x")
                && token.chars().skip(2).allMatch(HexFormat::isHexDigit);
        return valid ? Optional.of(new Lcid(HexFormat.fromHexDigits(token, 2, token.length()))) : Optional.empty();
    }

    /**
     * The language without its region: 9 (English) for both 0x0409 and 0x0809.
     *
     * @return the lower ten bits
     */
    public int primaryLanguage() {
        return value & PRIMARY_LANGUAGE;
    }

    @Override
    public String toString() {
        return String.format("0x%04x", value);
    }
}
