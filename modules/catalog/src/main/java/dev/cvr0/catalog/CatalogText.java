// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The bytes of a file as text: bounded, UTF-8 and nothing else. The parser takes off a byte order mark. */
record CatalogText(String source, String text) {

    static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final int LONGEST_LINE = 64 * 1024;

    /**
     * Decodes a file.
     *
     * @throws CatalogException if there are too many bytes, a line is too long, or the bytes are no UTF-8
     */
    static CatalogText of(String source, byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new CatalogException(
                    Place.whole(source), "the file is too large, expected at most " + MOST_BYTES + " bytes");
        }
        String text = decode(source, bytes);
        checkLines(source, text);
        return new CatalogText(source, text);
    }

    // The parser's time grows with the square of a line's length.
    private static void checkLines(String source, String text) {
        int line = 0;
        int start = 0;
        while (start <= text.length()) {
            line++;
            int end = text.indexOf('\n', start);
            int next = end < 0 ? text.length() : end;
            if (next - start > LONGEST_LINE) {
                throw new CatalogException(
                        new Place(source, line, LONGEST_LINE + 1),
                        "the line is too long, expected at most " + LONGEST_LINE + " characters");
            }
            start = next + 1;
        }
    }

    // Not Charset.newDecoder().decode(), which does not say how far it came.
    private static String decode(String source, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (result.isError()) {
            throw new CatalogException(
                    Place.after(source, text), "the file is no UTF-8 from here on, expected UTF-8 throughout");
        }
        return text.toString();
    }
}
