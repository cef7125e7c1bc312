// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A version of a client: the text it was written with, and an order.
 *
 * <p>Versions are compared component by component, components as numbers of any length. A missing component is 0 and
 * leading zeros have no weight, so {@code 14.0.8117} equals {@code 14.00.8117.0}, but each prints as it was written.
 *
 * <p>Any text is a version. One with a component that is no number ({@code b.0.0328}, seen in a capture) is
 * unreadable: it can be printed and compared, stands before every readable version, and equals only its own text.
 *
 * @since 0.1
 */
public final class ClientVersion implements Comparable<ClientVersion> {

    private static final int USUAL_COMPONENTS = 4;

    private final String text;
    private final List<String> components;
    private final int hash;

    private ClientVersion(String text) {
        this.text = Objects.requireNonNull(text, "text");
        this.components = components(text);
        this.hash = isReadable() ? components.hashCode() : text.hashCode();
    }

    /**
     * The version that a text stands for.
     *
     * @param text any text, kept as it is
     * @return the version, readable or not
     */
    public static ClientVersion of(String text) {
        return new ClientVersion(text);
    }

    /**
     * The text this version was made of.
     *
     * @return exactly the characters given
     */
    public String text() {
        return text;
    }

    /**
     * Tells whether every component is a number.
     *
     * @return false if the place of this version in the order says nothing about its age
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
            return text.compareTo(other.text);
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
        return text;
    }

    // The numbers without leading zeros, and without trailing components of 0 save the first; none if unreadable.
    private static List<String> components(String text) {
        List<String> components = new ArrayList<>(USUAL_COMPONENTS);
        int significant = 1;
        int start = 0;
        while (start <= text.length()) {
            int end = endOfNumber(text, start);
            if (end == start || end < text.length() && text.charAt(end) != '.') {
                return List.of();
            }
            components.add(withoutLeadingZeros(text, start, end));
            if (!components.get(components.size() - 1).isEmpty()) {
                significant = components.size();
            }
            start = end + 1;
        }
        return List.copyOf(components.subList(0, significant));
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
