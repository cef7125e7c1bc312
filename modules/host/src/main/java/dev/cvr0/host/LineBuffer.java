// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The bytes a client sent and nobody has taken yet, seen as lines. LF ends a line, a CR right before it belongs to the
 * terminator, and no other CR means anything. Bytes that are no UTF-8 become U+FFFD. For one thread.
 */
final class LineBuffer {

    /** What stands first in the buffer. */
    enum Head {
        /** A line that can be taken. */
        LINE,
        /** Less than a line, perhaps nothing. */
        PARTIAL,
        /** A line over the limit, whether or not its end has come. */
        TOO_LONG
    }

    private static final byte LF = '\n';
    private static final byte CR = '\r';

    private final int maxLineBytes;
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private int searched;

    /** Accepts lines of up to so many bytes, terminators included. */
    LineBuffer(int maxLineBytes) {
        this.maxLineBytes = maxLineBytes;
    }

    /** Adds what arrived, and owns it from here. */
    void add(ByteBufAllocator allocator, ByteBuf chunk) {
        int unread = bytes.readableBytes();
        bytes = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, bytes, chunk);
        searched = Math.min(searched, unread);
    }

    Head head() {
        int end = findEnd();
        if ((end < 0 ? bytes.readableBytes() : end) >= maxLineBytes) {
            return Head.TOO_LONG;
        }
        return end < 0 ? Head.PARTIAL : Head.LINE;
    }

    /** The first line without its terminator; only for a head that is a line. */
    String take() {
        int end = findEnd();
        int start = bytes.readerIndex();
        boolean endsWithCr = end > 0 && bytes.getByte(start + end - 1) == CR;
        String line = bytes.toString(start, endsWithCr ? end - 1 : end, StandardCharsets.UTF_8);
        bytes.skipBytes(end + 1);
        searched = 0;
        if (!bytes.isReadable()) {
            release();
        }
        return line;
    }

    /** How many bytes have been added and not been taken. */
    int unread() {
        return bytes.readableBytes();
    }

    /** Lets go of everything; what is added later starts afresh. */
    void release() {
        bytes.release();
        bytes = Unpooled.EMPTY_BUFFER;
        searched = 0;
    }

    // Each byte is looked at once, however thinly the line trickles in.
    private int findEnd() {
        int start = bytes.readerIndex();
        int found = bytes.indexOf(start + searched, bytes.writerIndex(), LF);
        searched = found < 0 ? bytes.readableBytes() : found - start;
        return found < 0 ? found : searched;
    }
}
