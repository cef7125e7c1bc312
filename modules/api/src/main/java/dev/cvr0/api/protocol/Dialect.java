// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a protocol version in capitals: {@code MSNP8}, {@code CVR0}. A name in another case is the same dialect.
 *
 * @param name 1 to {@value #MAX_LENGTH} printable ASCII characters without space, comma or lowercase letter
 * @since 0.1
 */
public record Dialect(String name) {

    /** The longest name in characters. */
    public static final int MAX_LENGTH = 32;

    /** The sub-protocol in which a client asks for its version when it shares no other dialect with the server. */
    public static final Dialect CVR0 = new Dialect("CVR0");

    /**
     * Checks the name and converts it to capitals.
     *
     * @throws IllegalArgumentException if the name is empty, too long, or contains a space, a comma or a character
     *     outside printable ASCII
     */
    public Dialect {
        if (!isDialect(name)) {
            throw new IllegalArgumentException(
                    "a dialect must be 1 to " + MAX_LENGTH + " printable ASCII characters without space or comma");
        }
        name = name.toUpperCase(Locale.ROOT);
    }

    /**
     * Parses a parameter of VER.
     *
     * @param token any text
     * @return the dialect, or empty if the text is not a valid name
     */
    public static Optional<Dialect> tryParse(String token) {
        return isDialect(token) ? Optional.of(new Dialect(token)) : Optional.empty();
    }

    /**
     * Creates a list of dialects.
     *
     * @param names the names in order
     * @return an unmodifiable list
     * @throws IllegalArgumentException if a name is invalid
     */
    public static List<Dialect> listOf(String... names) {
        return List.of(names).stream().map(Dialect::new).toList();
    }

    private static boolean isDialect(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && isPrintable(text) && text.indexOf(',') < 0;
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return name;
    }
}
