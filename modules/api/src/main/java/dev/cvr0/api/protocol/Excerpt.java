// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

/**
 * Text from a client or a file, made fit to be shown to a person: in a log line, in a message.
 *
 * <p>Only printable ASCII remains; everything else is written as an escape, so that no line can be forged and no
 * terminal be told what to do. Long text is cut.
 *
 * @param text what is shown
 * @since 0.1
 */
public record Excerpt(String text) {

    /** The longest text shown unless told otherwise, in characters of the original. */
    public static final int MAX_LENGTH = 80;

    /**
     * Makes an excerpt.
     *
     * @param original any text
     * @return its beginning, escaped, with {@code ...} where it was cut
     */
    public static Excerpt of(String original) {
        return of(original, MAX_LENGTH);
    }

    /**
     * Makes an excerpt of a length of one's own.
     *
     * @param original any text
     * @param most the longest text shown, in characters of the original, not negative
     * @return its beginning, escaped, with {@code ...} where it was cut
     */
    public static Excerpt of(String original, int most) {
        StringBuilder shown = new StringBuilder();
        int length = Math.min(original.length(), most);
        for (int i = 0; i < length; i++) {
            append(shown, original.charAt(i));
        }
        return new Excerpt(original.length() > length ? shown.append("...").toString() : shown.toString());
    }

    /**
     * An excerpt in quotation marks.
     *
     * @param original any text
     * @return {@code 'its beginning'}, or {@code 'its beginning...'} where it was cut
     */
    public static String quote(String original) {
        return "'" + of(original) + "'";
    }

    private static void append(StringBuilder shown, char c) {
        if (c >= ' ' && c < 0x7F) {
            shown.append(c);
        } else {
            shown.append(String.format("\\u%04x", (int) c));
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
