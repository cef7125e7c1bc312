// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows the lines of one side and their payloads. A line leaves together with its payload. Lines may have to wait; reading
 * then pauses once enough bytes wait. A line that is too long ends the following: the bytes pass on as they are.
 */
abstract class LineFollower extends ByteToMessageDecoder {

    private static final byte LF = '\n';
    private static final int MAX_HELD_BYTES = 8 * 1024;
    // A longer payload leaves in parts.
    private static final int MAX_WHOLE_BYTES = 64 * 1024;

    private final RelayConnection connection;
    private @Nullable ChannelHandlerContext ctx;
    private @Nullable Line line;
    private int lineBytes;
    private int searched;
    private int passing;
    private boolean waiting;
    private boolean inputEnded;

    LineFollower(RelayConnection connection) {
        this.connection = connection;
    }

    /** Returns the length of the payload that follows a line; 0 without a payload. */
    abstract int payload(Line line);

    /** Returns whether all lines have to wait until {@link #resume} is called. */
    boolean isHeld() {
        return false;
    }

    /** Returns whether a line has to wait until {@link #resume} is called. */
    boolean mustWait(Line line) {
        return false;
    }

    /**
     * Handles a line.
     *
     * @param frame the line and its payload; either added to the result or released
     */
    abstract void handle(Line line, ByteBuf frame, List<Object> out);

    /** Called after this handler has been removed because the bytes pass on as they are from now on. */
    abstract void stopped();

    /** Returns the context of this handler in its pipeline. */
    final ChannelHandlerContext context() {
        return Objects.requireNonNull(ctx, "not in a pipeline");
    }

    final RelayConnection connection() {
        return connection;
    }

    /** Handles the lines that had to wait. */
    final void resume() {
        if (!context().isRemoved()) {
            waiting = false;
            connection.hold(context().channel(), false);
            context().pipeline().fireChannelRead(Unpooled.EMPTY_BUFFER);
            // Not from the head of the pipeline, which would read on although the input may have ended.
            context().fireChannelReadComplete();
            endIfDue();
        }
    }

    /** Removes this handler, so that the bytes after the current line pass on as they are. */
    final void stop() {
        if (!context().isRemoved()) {
            context().pipeline().remove(this);
            stopped();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
    }

    @Override
    protected void decode(ChannelHandlerContext current, ByteBuf in, List<Object> out) {
        if (connection.isEnded()) {
            in.skipBytes(in.readableBytes());
        } else if (passing > 0) {
            int bytes = Math.min(passing, in.readableBytes());
            passing -= bytes;
            out.add(in.readRetainedSlice(bytes));
        } else if (isHeld()) {
            pause(in);
        } else {
            take(in, out);
        }
    }

    private void take(ByteBuf in, List<Object> out) {
        Line next = line == null ? findLine(in) : line;
        if (next == null) {
            return;
        }
        line = next;
        if (mustWait(next)) {
            pause(in);
            return;
        }
        int payload = payload(next);
        boolean whole = payload <= MAX_WHOLE_BYTES;
        if (!whole || in.readableBytes() - lineBytes >= payload) {
            passing = whole ? 0 : payload;
            line = null;
            handle(next, in.readRetainedSlice(whole ? lineBytes + payload : lineBytes), out);
        }
    }

    private void pause(ByteBuf in) {
        waiting = true;
        if (in.readableBytes() > MAX_HELD_BYTES) {
            connection.hold(context().channel(), true);
        }
    }

    private @Nullable Line findLine(ByteBuf in) {
        int start = in.readerIndex();
        // Each byte is searched once, even if the line arrives byte by byte.
        int found = in.indexOf(start + searched, in.writerIndex(), LF);
        int length = found < 0 ? in.readableBytes() : found - start + 1;
        if (length > connection.maxLineBytes()) {
            stop();
            return null;
        }
        searched = found < 0 ? length : 0;
        lineBytes = length;
        return found < 0 ? null : Line.parse(in.toString(start, length, StandardCharsets.ISO_8859_1));
    }

    // The superclass would read on although reading is paused.
    @Override
    public void channelReadComplete(ChannelHandlerContext current) {
        discardSomeReadBytes();
        current.fireChannelReadComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext current, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            inputEnded = true;
            endIfDue();
        } else {
            current.fireUserEventTriggered(event);
        }
    }

    // The bytes of an unfinished line precede the end of input.
    private void endIfDue() {
        if (inputEnded && !waiting && !isHeld() && !context().isRemoved()) {
            ended();
        }
    }

    /** Handles the end of input. */
    void ended() {
        stop();
        context().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    }

    // The superclass would decode the remaining bytes as if they were complete.
    @Override
    public void channelInactive(ChannelHandlerContext current) {
        current.fireChannelInactive();
    }
}
