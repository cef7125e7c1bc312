// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Bytes of a connection, with their escaped form and their match against a pattern. Immutable.
 *
 * @since 0.1
 */
public final class Bytes {

    /** No bytes. */
    public static final Bytes NONE = new Bytes("");

    private static final int MAX_QUOTE = 400;
    private static final int MAX_READS = 2_000_000;
    private static final String LETTERS = "srn\\";
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-fA-F]{2}|.?)", Pattern.DOTALL);

    // one character per byte, so that string operations work on bytes
    private final String latin1;

    private Bytes(String latin1) {
        this.latin1 = latin1;
    }

    /** {@return the bytes of an array, which is copied} */
    public static Bytes of(byte... bytes) {
        return new Bytes(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** {@return the UTF-8 bytes of a text, in which a backslash has no special meaning} */
    public static Bytes ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Decodes the output of {@link #toString}. */
    static Bytes unescape(String text) {
        return unescape(text, LETTERS);
    }

    /**
     * Decodes a text with escapes and encodes the other characters in UTF-8. A backslash can be followed by {@code xHH} or
     * by an allowed character: {@code s} for a space, {@code r}, {@code n} and a backslash as in Java.
     *
     * @throws IllegalArgumentException if an escape is unknown or incomplete, with the escape and its position
     */
    static Bytes unescape(String text, String allowed) {
        StringBuilder latin1 = new StringBuilder(text.length());
        Matcher escape = ESCAPE.matcher(text);
        int end = 0;
        while (escape.find()) {
            latin1.append(ofText(text.substring(end, escape.start())).latin1).append(unescape(escape, allowed));
            end = escape.end();
        }
        return new Bytes(latin1.append(ofText(text.substring(end)).latin1).toString());
    }

    private static char unescape(Matcher escape, String allowed) {
        String code = escape.group(1);
        if (code.length() == 3) {
            return (char) HexFormat.fromHexDigits(code, 1, 3);
        }
        if (code.length() != 1 || !allowed.contains(code)) {
            throw new IllegalArgumentException("invalid escape '" + escape.group() + "' at character "
                    + (escape.start() + 1) + " of the text, expected \\" + String.join(", \\", allowed.split(""))
                    + " or \\xHH");
        }
        return " \r\n\\".charAt(LETTERS.indexOf(code));
    }

    /** {@return the number of bytes} */
    public int length() {
        return latin1.length();
    }

    /** {@return the concatenation of these bytes and others} */
    public Bytes plus(Bytes others) {
        return new Bytes(latin1 + others.latin1);
    }

    /**
     * {@return a range of these bytes}
     *
     * @param from the index of the first byte
     * @param to the index after the last byte
     * @throws IndexOutOfBoundsException if the range is not within these bytes
     */
    public Bytes slice(int from, int to) {
        return new Bytes(latin1.substring(from, to));
    }

    /** {@return the index of the first occurrence of a byte, or -1 if the byte does not occur} */
    public int indexOf(int wanted) {
        return latin1.indexOf(wanted & 0xFF);
    }

    /** {@return whether these bytes end with others} */
    public boolean endsWith(Bytes end) {
        return latin1.endsWith(end.latin1);
    }

    /** Matches the whole text. A text that causes excessive backtracking or recursion does not match. */
    boolean matches(String regex) {
        try {
            return Pattern.matches(regex, new MeteredText(text(), new int[] {MAX_READS}));
        } catch (IllegalStateException | StackOverflowError e) {
            return false;
        }
    }

    /** {@return the text in UTF-8, with U+FFFD in place of malformed bytes} */
    public String text() {
        return new String(toByteArray(), StandardCharsets.UTF_8);
    }

    /** {@return a new array of the bytes} */
    public byte[] toByteArray() {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Quotes the escaped bytes for a message. If there are many, quotes the first bytes and adds the total number. */
    String quoted() {
        return length() <= MAX_QUOTE ? "'" + this + "'" : "'" + slice(0, MAX_QUOTE) + "'... (" + length() + " bytes)";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && latin1.equals(that.latin1);
    }

    @Override
    public int hashCode() {
        return latin1.hashCode();
    }

    /** {@return the escaped bytes, in printable ASCII without a trailing space} */
    @Override
    public String toString() {
        String escaped = latin1.chars().mapToObj(Bytes::escape).collect(Collectors.joining());
        return escaped.endsWith(" ") ? escaped.substring(0, escaped.length() - 1) + "\\s" : escaped;
    }

    private static String escape(int b) {
        return switch (b) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\\' -> "\\\\";
            default -> b >= ' ' && b < 0x7F ? String.valueOf((char) b) : String.format("\\x%02x", b);
        };
    }

    /** A text with a limit on the number of reads, which its subsequences share. */
    @SuppressWarnings("ArrayRecordComponent") // the array is the shared counter
    private record MeteredText(String text, int[] readsLeft) implements CharSequence {

        @Override
        public char charAt(int index) {
            if (readsLeft[0]-- <= 0) {
                throw new IllegalStateException("too many reads");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new MeteredText(text.substring(start, end), readsLeft);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
