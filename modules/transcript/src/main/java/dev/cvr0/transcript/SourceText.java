// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Gets a transcript's text out of bytes that may be anything. */
final class SourceText {

    /** The largest transcript: in bytes on its way in, in characters once it is text. */
    static final int LARGEST = 1 << 20;

    private SourceText() {}

    static String read(String source, InputStream in) {
        try {
            // one more than may be, so that the parser sees that it is too large
            byte[] bytes = in.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST
                    ? new String(bytes, StandardCharsets.ISO_8859_1)
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
        } catch (IOException e) {
            throw TranscriptException.unreadable(source, e);
        }
    }
}
