// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A piece of what goes over the wire. Immutable.
 *
 * @since 0.1
 */
public final class Bytes {

    /** No bytes. */
    public static final Bytes NONE = new Bytes(new byte[0]);

    private static final int LONGEST_QUOTE = 400;

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The bytes given.
     *
     * @param bytes copied
     * @return the same bytes
     */
    public static Bytes of(byte... bytes) {
        return new Bytes(bytes.clone());
    }

    /**
     * A text as UTF-8.
     *
     * @param text any text, taken as it is
     * @return its bytes
     */
    public static Bytes ofText(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #toString} writes: {@code \s} a space, {@code \r}, {@code \n}, {@code \\} a backslash,
     * {@code \xHH} a byte; any other character stands for its UTF-8.
     *
     * @param text the text with its escapes
     * @return the bytes it stands for
     * @throws IllegalArgumentException if an escape is none of these or is cut off; the message says which and where
     */
    public static Bytes unescape(String text) {
        return new EscapeDecoder(text, EscapeDecoder.IN_BYTES).bytes();
    }

    /**
     * How many there are.
     *
     * @return 0 or more
     */
    public int length() {
        return bytes.length;
    }

    /**
     * These bytes and then others.
     *
     * @param others what follows
     * @return all of them
     */
    public Bytes plus(Bytes others) {
        byte[] all = Arrays.copyOf(bytes, bytes.length + others.bytes.length);
        System.arraycopy(others.bytes, 0, all, bytes.length, others.bytes.length);
        return new Bytes(all);
    }

    /**
     * Some of these bytes.
     *
     * @param from the first, from 0
     * @param to the one after the last
     * @return those between
     * @throws IndexOutOfBoundsException if there are not so many
     */
    public Bytes slice(int from, int to) {
        if (from < 0 || to > bytes.length || from > to) {
            throw new IndexOutOfBoundsException("no bytes " + from + " to " + to + " among " + bytes.length);
        }
        return new Bytes(Arrays.copyOfRange(bytes, from, to));
    }

    /**
     * Looks for a byte.
     *
     * @param wanted the byte
     * @return where it stands first, or -1 if it is not there
     */
    public int indexOf(int wanted) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == (byte) wanted) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Tells whether the last bytes are these.
     *
     * @param end the bytes to compare with
     * @return true if they are
     */
    public boolean endsWith(Bytes end) {
        int start = bytes.length - end.bytes.length;
        return start >= 0 && Arrays.equals(bytes, start, bytes.length, end.bytes, 0, end.bytes.length);
    }

    /**
     * The bytes as UTF-8 text.
     *
     * @return the text; what is no UTF-8 is replaced by U+FFFD
     */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The bytes.
     *
     * @return a copy
     */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /**
     * The bytes for people to read, between quotation marks.
     *
     * @return escaped, and cut with a word on how many there are if there are many
     */
    public String quoted() {
        return bytes.length <= LONGEST_QUOTE
                ? "'" + this + "'"
                : "'" + slice(0, LONGEST_QUOTE) + "'... (" + bytes.length + " bytes)";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /**
     * The bytes as {@link #unescape} reads them.
     *
     * @return printable ASCII; no space at the end
     */
    @Override
    public String toString() {
        StringBuilder escaped = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            boolean last = i == bytes.length - 1;
            escaped.append(last && bytes[i] == ' ' ? "\\s" : escape(bytes[i]));
        }
        return escaped.toString();
    }

    private static String escape(byte b) {
        return switch (b) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\\' -> "\\\\";
            default -> b >= ' ' && b < 0x7F ? String.valueOf((char) b) : String.format("\\x%02x", b & 0xFF);
        };
    }
}
