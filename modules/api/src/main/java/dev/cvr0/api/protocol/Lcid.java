// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import java.util.HexFormat;
import java.util.Optional;

/**
 * A Windows locale identifier: on the wire {@code 0x} and four hexadecimal digits, such as {@code 0x0409}.
 *
 * <p>An instance is not necessarily a known locale: {@link WindowsLocales} lists those of Windows.
 *
 * @param value 0 to 0xFFFF
 * @see WindowsLocales
 * @since 0.1
 */
public record Lcid(int value) {

    private static final int DIGITS = 4;
    private static final int PRIMARY_LANGUAGE = 0x3FF;

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value does not fit in 16 bits
     */
    public Lcid {
        if (value < 0 || value > 0xFFFF) {
            throw new IllegalArgumentException("a locale identifier must be 0 to 0xFFFF, but is " + value);
        }
    }

    /**
     * Parses a parameter.
     *
     * @param token any text
     * @return the identifier, or empty if the text is not {@code 0x} and four hexadecimal digits of either case
     */
    public static Optional<Lcid> tryParse(String token) {
        if (token.length() != 2 + DIGITS || !token.startsWith("0x")) {
            return Optional.empty();
        }
        for (int i = 2; i < token.length(); i++) {
            if (!HexFormat.isHexDigit(token.charAt(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Lcid(HexFormat.fromHexDigits(token, 2, token.length())));
    }

    /**
     * Returns the language without its region: 9 (English) for both 0x0409 and 0x0809.
     *
     * @return the lower ten bits
     */
    public int primaryLanguage() {
        return value & PRIMARY_LANGUAGE;
    }

    @Override
    public String toString() {
        return "0x" + HexFormat.of().toHexDigits((char) value);
    }
}
