// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that sends VER and CVQ, compares each byte of the answers, and finishes when the server closes the connection. */
final class DialogueClient extends SimpleChannelInboundHandler<ByteBuf> {

    private final Dialogue dialogue;
    private final long since;
    private final LoadResult result;
    private final Runnable afterwards;
    private byte[] expected = Dialogue.VER_ANSWER;
    private int matched;
    private boolean answered;

    /** Creates a client whose latency is measured from the {@link System#nanoTime} at which its dialogue should begin. */
    DialogueClient(Dialogue dialogue, long since, LoadResult result, Runnable afterwards) {
        this.dialogue = dialogue;
        this.since = since;
        this.result = result;
        this.afterwards = afterwards;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(Unpooled.wrappedBuffer(Dialogue.VER));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
        while (bytes.isReadable()) {
            byte next = bytes.readByte();
            if (matched == expected.length || next != expected[matched]) {
                result.failed("a wrong answer: byte " + matched + " is '" + (char) next + "', expected "
                        + new String(expected, StandardCharsets.US_ASCII).strip());
                ctx.close();
                return;
            }
            matched++;
        }
        if (matched == expected.length) {
            answerIsComplete(ctx);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!answered) {
            result.failed("the server closed a connection early");
        }
        afterwards.run();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        result.failed(cause.toString());
        ctx.close();
    }

    private void answerIsComplete(ChannelHandlerContext ctx) {
        if (Arrays.equals(expected, Dialogue.VER_ANSWER)) {
            expected = dialogue.cvqAnswer();
            matched = 0;
            ctx.writeAndFlush(Unpooled.wrappedBuffer(dialogue.cvq()));
        } else {
            answered = true;
            result.answered(since);
        }
    }
}
