// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** One client from its first byte to the end that the server makes. */
final class DialogueClient extends ChannelInboundHandlerAdapter {

    private final Dialogue dialogue;
    private final long since;
    private final LoadResult result;
    private final Runnable afterwards;
    private Expected expected;
    private boolean asked;
    private boolean done;

    /** Its time counts from when it should have begun, not from when it could. */
    DialogueClient(Dialogue dialogue, long since, LoadResult result, Runnable afterwards) {
        this.dialogue = dialogue;
        this.since = since;
        this.result = result;
        this.afterwards = afterwards;
        this.expected = new Expected(dialogue.verAnswer());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(Unpooled.wrappedBuffer(dialogue.ver()));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        String fault = expected.take(bytes);
        if (!fault.isEmpty() || bytes.isReadable()) {
            result.failed(fault.isEmpty() ? "more than an answer" : fault);
            ctx.close();
        } else if (expected.isComplete() && !asked) {
            asked = true;
            expected = new Expected(dialogue.cvqAnswer());
            ctx.writeAndFlush(Unpooled.wrappedBuffer(dialogue.cvq()));
        } else if (expected.isComplete()) {
            done = true;
            result.answered(since);
        }
        bytes.release();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!done) {
            result.failed("the server ended a dialogue early");
        }
        afterwards.run();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        result.failed(cause.toString());
        ctx.close();
    }
}
