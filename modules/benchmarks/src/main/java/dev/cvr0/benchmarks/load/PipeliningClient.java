// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.LongPredicate;

/** A client that sends several CVQ at once, waits for all answers, and goes on for as long as it may. */
final class PipeliningClient extends ChannelInboundHandlerAdapter {

    private final Dialogue dialogue;
    private final byte[] batch;
    private final int depth;
    private final Tally tally;
    private final LongPredicate mayGoOn;
    private Expected expected;
    private int answered = -1;
    private boolean through;
    private long since = System.nanoTime();

    PipeliningClient(List<Dialogue> dialogues, Tally tally, LongPredicate mayGoOn) {
        this.dialogue = dialogues.get(0);
        this.batch = batch(dialogues);
        this.depth = dialogues.size();
        this.tally = tally;
        this.mayGoOn = mayGoOn;
        this.expected = new Expected(dialogue.verAnswer(), 1);
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
            tally.failed(fault.isEmpty() ? "more answers than questions" : fault);
            ctx.close();
        } else if (expected.isComplete()) {
            answered(ctx);
        }
        bytes.release();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!through) {
            tally.failed("the server ended a connection that it should have kept");
        }
        tally.connectionIsThrough();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        tally.failed(cause.toString());
        ctx.close();
    }

    // The first answer is that to VER, which is not what is measured; and a batch is sent in any case.
    private void answered(ChannelHandlerContext ctx) {
        answered++;
        if (answered > 0) {
            tally.answered(since, depth);
        }
        since = System.nanoTime();
        if (answered == 0 || mayGoOn.test(since)) {
            expected = new Expected(dialogue.cvqAnswer(), depth);
            ctx.writeAndFlush(Unpooled.wrappedBuffer(batch));
        } else {
            through = true;
            ctx.close();
        }
    }

    private static byte[] batch(List<Dialogue> dialogues) {
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        dialogues.forEach(dialogue -> batch.writeBytes(dialogue.cvq()));
        return batch.toByteArray();
    }
}
