// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.charset.StandardCharsets;

/** A client that sends the lines of a dialogue and compares each byte of the answers. */
final class DialogueClient extends SimpleChannelInboundHandler<ByteBuf> {

    private final Dialogue dialogue;
    private final long since;
    private final LoadResult result;
    private final Runnable afterwards;
    private int exchange;
    private int matched;
    private long bulkBytes;
    private boolean answered;

    /**
     * Creates a client whose latency is measured from the {@link System#nanoTime} at which its dialogue should begin.
     *
     * @param afterwards called when the connection has ended, or after the last answer if neither side closes it
     */
    DialogueClient(Dialogue dialogue, long since, LoadResult result, Runnable afterwards) {
        this.dialogue = dialogue;
        this.since = since;
        this.result = result;
        this.afterwards = afterwards;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        send(ctx);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
        byte[] expected = dialogue.exchanges().get(exchange).answer();
        while (matched < expected.length && bytes.isReadable()) {
            byte next = bytes.readByte();
            if (next != expected[matched]) {
                fail(ctx, "byte " + matched + " is '" + (char) next + "'", expected);
                return;
            }
            matched++;
        }
        boolean last = exchange == dialogue.exchanges().size() - 1;
        bulkBytes += bytes.readableBytes();
        if (bulkBytes > (last ? dialogue.bulkBytes() : 0)) {
            fail(ctx, bytes.readableBytes() + " bytes too many", expected);
        } else if (matched == expected.length && !last) {
            exchange++;
            matched = 0;
            send(ctx);
        } else if (matched == expected.length && bulkBytes == dialogue.bulkBytes()) {
            end(ctx);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!answered) {
            result.failed("the server closed a connection early");
        }
        if (!answered || dialogue.end() != Dialogue.End.NONE) {
            afterwards.run();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        result.failed(cause.toString());
        ctx.close();
    }

    private void send(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(
                Unpooled.wrappedBuffer(dialogue.exchanges().get(exchange).request()));
    }

    private void fail(ChannelHandlerContext ctx, String why, byte[] expected) {
        result.failed(
                "a wrong answer: " + why + ", expected " + new String(expected, StandardCharsets.US_ASCII).strip());
        ctx.close();
    }

    private void end(ChannelHandlerContext ctx) {
        answered = true;
        result.answered(since);
        if (dialogue.end() == Dialogue.End.CLIENT) {
            ctx.close();
        } else if (dialogue.end() == Dialogue.End.NONE) {
            afterwards.run();
        }
    }
}
