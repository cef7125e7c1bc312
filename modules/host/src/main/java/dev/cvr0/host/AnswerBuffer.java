// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;

/** Answers that have not been written yet: lines that come together are answered in one piece. For one thread. */
final class AnswerBuffer {

    // More than that is written before the next line is looked at, so that a client that does not read is noticed.
    private static final int ENOUGH_BYTES = 4 * 1024;
    private static final int USUAL_BYTES = 256;
    private static final int ANSWER_PER_QUESTION = 2;
    private static final short CR_LF = 0x0D0A;

    private final Channel channel;
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

    AnswerBuffer(Channel channel) {
        this.channel = channel;
    }

    /**
     * Takes an answer.
     *
     * @param line printable ASCII without a terminator
     * @param unread how many bytes of the client are still to be answered
     */
    void add(String line, int unread) {
        if (bytes == Unpooled.EMPTY_BUFFER) {
            bytes = channel.alloc().buffer(expected(line, unread));
        }
        // Of the one-byte encodings, this is copied and not looked at.
        bytes.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeShort(CR_LF);
        if (bytes.readableBytes() >= ENOUGH_BYTES) {
            write();
        }
    }

    /** Hands everything to the channel, which sends it when it is flushed. */
    void write() {
        if (bytes.isReadable()) {
            channel.write(bytes, channel.voidPromise());
            bytes = Unpooled.EMPTY_BUFFER;
        }
    }

    /** Lets go of what was not written. */
    void release() {
        bytes.release();
        bytes = Unpooled.EMPTY_BUFFER;
    }

    // Room for everything that is to come would be wasted on a client that does not read.
    private static int expected(String line, int unread) {
        int more = Math.min(ANSWER_PER_QUESTION * unread, ENOUGH_BYTES);
        return Math.max(USUAL_BYTES, line.length() + Short.BYTES + more);
    }
}
