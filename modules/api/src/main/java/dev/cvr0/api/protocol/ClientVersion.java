// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The version of a client: its original text and an order. Immutable.
 *
 * <p>Versions are compared component by component, components as numbers of any length. A missing component is 0 and
 * leading zeros are ignored, so {@code 14.0.8117} equals {@code 14.00.8117.0}, but each keeps its own text.
 *
 * <p>Any {@link Token} is a version. If a component is not a number ({@code b.0.0328}, seen in a capture), the version is
 * unreadable: it can be printed and compared, is older than every readable version, and equals only its own text.
 *
 * @see Token
 * @since 0.1
 */
public final class ClientVersion implements Comparable<ClientVersion> {

    /** The oldest version, {@code 1.0.0000}: as a minimum it does not require an update. */
    public static final ClientVersion OLDEST = parse("1.0.0000");

    private final Token token;
    private final List<String> components;
    private final int hash;

    private ClientVersion(Token token) {
        this.token = token;
        this.components = components(token.text());
        this.hash = isReadable() ? components.hashCode() : token.hashCode();
    }

    /**
     * Parses a version.
     *
     * @param text a text that can be sent as one parameter
     * @return the version, readable or not
     * @throws IllegalArgumentException if the text is empty or contains a space, a control character or malformed text
     */
    public static ClientVersion parse(String text) {
        return new ClientVersion(new Token(text));
    }

    /**
     * Parses a version.
     *
     * @param text any text
     * @return the version, readable or not; empty if the text cannot be sent as one parameter
     */
    public static Optional<ClientVersion> tryParse(String text) {
        return Token.tryParse(text).map(ClientVersion::new);
    }

    /**
     * Checks whether a text is a readable version, without creating it.
     *
     * @param text any text
     * @return true if the text consists of numbers separated by dots
     */
    public static boolean isReadable(String text) {
        int end = endOfNumber(text, 0);
        boolean readable = end > 0;
        while (readable && end < text.length()) {
            int start = end + 1;
            end = endOfNumber(text, start);
            readable = text.charAt(start - 1) == '.' && end > start;
        }
        return readable;
    }

    /** {@return the text of this version, as it was parsed} */
    public String text() {
        return token.text();
    }

    /** {@return this version as a parameter of an answer} */
    public Token token() {
        return token;
    }

    /**
     * Returns whether every component is a number.
     *
     * @return false if the order of this version does not reflect its age
     */
    public boolean isReadable() {
        return !components.isEmpty();
    }

    /**
     * A total order, consistent with {@link #equals}.
     */
    @Override
    public int compareTo(ClientVersion other) {
        if (!isReadable() && !other.isReadable()) {
            return text().compareTo(other.text());
        }
        int shared = Math.min(components.size(), other.components.size());
        for (int i = 0; i < shared; i++) {
            int order = compareNumbers(components.get(i), other.components.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(components.size(), other.components.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientVersion that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return text();
    }

    // The numbers without leading zeros and without trailing zero components after the first; empty if unreadable.
    private static List<String> components(String text) {
        if (!isReadable(text)) {
            return List.of();
        }
        int end = endOfSignificantComponents(text);
        String[] components = new String[1 + dotsBefore(text, end)];
        int start = 0;
        for (int i = 0; i < components.length; i++) {
            int endOfNumber = endOfNumber(text, start);
            components[i] = withoutLeadingZeros(text, start, endOfNumber);
            start = endOfNumber + 1;
        }
        return Arrays.asList(components);
    }

    private static int endOfSignificantComponents(String text) {
        int last = text.length() - 1;
        while (last > 0 && (text.charAt(last) == '0' || text.charAt(last) == '.')) {
            last--;
        }
        return endOfNumber(text, last);
    }

    private static int dotsBefore(String text, int end) {
        int dots = 0;
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '.') {
                dots++;
            }
        }
        return dots;
    }

    private static int endOfNumber(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static String withoutLeadingZeros(String text, int start, int end) {
        int first = start;
        while (first < end && text.charAt(first) == '0') {
            first++;
        }
        return text.substring(first, end);
    }

    private static int compareNumbers(String one, String other) {
        int order = Integer.compare(one.length(), other.length());
        return order != 0 ? order : one.compareTo(other);
    }
}
