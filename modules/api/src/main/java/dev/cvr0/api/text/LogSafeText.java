// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.text;

/**
 * Escapes text from a client or a file before it is written to a log or a message.
 *
 * <p>Only printable ASCII remains; every other UTF-16 unit becomes an escape such as <code>&#92;u000a</code>, so that the
 * text can neither forge log lines nor send terminal sequences. Long text is truncated.
 *
 * @since 0.1
 */
public final class LogSafeText {

    /** The default maximum length, in UTF-16 units of the original. */
    public static final int DEFAULT_MAX_LENGTH = 80;

    private LogSafeText() {}

    /**
     * Escapes a text and truncates it to {@value #DEFAULT_MAX_LENGTH} UTF-16 units.
     *
     * @param original any text
     * @return the escaped text, with {@code ...} at the end if it was truncated
     */
    public static String escape(String original) {
        return escape(original, DEFAULT_MAX_LENGTH);
    }

    /**
     * Escapes a text and truncates it.
     *
     * @param original any text
     * @param maxLength the number of UTF-16 units of the original to keep, not negative
     * @return the escaped text, with {@code ...} at the end if it was truncated
     */
    public static String escape(String original, int maxLength) {
        StringBuilder escaped = new StringBuilder();
        int length = Math.min(original.length(), maxLength);
        for (int i = 0; i < length; i++) {
            append(escaped, original.charAt(i));
        }
        return original.length() > length ? escaped.append("...").toString() : escaped.toString();
    }

    /**
     * Escapes a text as {@link #escape(String)} does and puts it in single quotation marks.
     *
     * @param original any text
     * @return the quoted text
     */
    public static String quote(String original) {
        return "'" + escape(original) + "'";
    }

    private static void append(StringBuilder escaped, char c) {
        if (c >= ' ' && c < 0x7F) {
            escaped.append(c);
        } else {
            escaped.append(String.format("\\u%04x", (int) c));
        }
    }
}
