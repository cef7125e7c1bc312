// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import java.util.Optional;

/**
 * The first token of a line: three capital letters, compared by exact case.
 *
 * <p>Not a closed set: a host may use verbs that do not have a constant here.
 *
 * @param name three letters, {@code A} to {@code Z}
 * @since 0.1
 */
public record Verb(String name) {

    /** Negotiates the protocol dialect. */
    public static final Verb VER = new Verb("VER");

    /** Requests the client version to run, inside CVR0. */
    public static final Verb CVQ = new Verb("CVQ");

    /** The same request in other dialects; third-party clients also send it inside CVR0. */
    public static final Verb CVR = new Verb("CVR");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name is not three letters {@code A} to {@code Z}
     */
    public Verb {
        if (!isVerb(name)) {
            throw new IllegalArgumentException("a verb must be three letters A to Z");
        }
    }

    /**
     * Parses the first token of a line.
     *
     * @param token any text
     * @return the verb, or empty if the token is not three letters {@code A} to {@code Z}
     */
    public static Optional<Verb> tryParse(String token) {
        return switch (token) {
            case "VER" -> Optional.of(VER);
            case "CVQ" -> Optional.of(CVQ);
            case "CVR" -> Optional.of(CVR);
            default -> isVerb(token) ? Optional.of(new Verb(token)) : Optional.empty();
        };
    }

    private static boolean isVerb(String text) {
        return text.length() == 3 && text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    @Override
    public String toString() {
        return name;
    }
}
