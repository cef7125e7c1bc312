// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.yaml;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** The text of a file, decoded as strict UTF-8. The parser removes a byte order mark. */
record SourceText(String source, String text) {

    private static final int MAX_LINE_LENGTH = 64 * 1024;

    /**
     * Decodes a file.
     *
     * @throws CatalogException if a line is too long, or the bytes are not UTF-8
     */
    static SourceText decode(String source, byte[] bytes) {
        String text = decodeUtf8(source, bytes);
        checkLines(source, text);
        return new SourceText(source, text);
    }

    /** Returns the location of a mark, which has the name of its file: a catalog can have several. */
    static SourceLocation location(String source, Optional<Mark> mark) {
        return mark.map(m -> new SourceLocation(m.getName(), m.getLine() + 1, m.getColumn() + 1))
                .orElseGet(() -> SourceLocation.whole(source));
    }

    // The parser's time grows with the square of a line's length.
    private static void checkLines(String source, String text) {
        int line = 0;
        int start = 0;
        while (start <= text.length()) {
            line++;
            int end = text.indexOf('\n', start);
            int next = end < 0 ? text.length() : end;
            if (next - start > MAX_LINE_LENGTH) {
                throw new CatalogException(
                        new SourceLocation(source, line, MAX_LINE_LENGTH + 1),
                        "the line is too long, expected at most " + MAX_LINE_LENGTH + " characters");
            }
            start = next + 1;
        }
    }

    // Not Charset.newDecoder().decode(), which does not say how far it came.
    private static String decodeUtf8(String source, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (result.isError()) {
            throw new CatalogException(
                    SourceLocation.after(source, text), "the file is no UTF-8 from here on, expected UTF-8 throughout");
        }
        return text.toString();
    }
}
