// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** A client that sends what no client should, and is gone when the server has had enough. */
final class DamagedClient extends ChannelInboundHandlerAdapter {

    /** What is wrong with it. */
    enum Damage {
        NO_COMMAND("hello\r\n"),
        TOO_LONG("x".repeat(3000)),
        WRONG_PARAMETERS(Dialogues.VER + "\r\nCVQ 2 0x0409\r\n"),
        HALF_A_LINE("VER 1 MSN"),
        RESET(Dialogues.VER + "\r\n"),
        NOISE("");

        private final String text;

        Damage(String text) {
            this.text = text;
        }
    }

    private final Damage damage;
    private final Random random;
    private final Runnable afterwards;

    DamagedClient(Damage damage, Random random, Runnable afterwards) {
        this.damage = damage;
        this.random = random;
        this.afterwards = afterwards;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        byte[] bytes = damage.text.getBytes(StandardCharsets.UTF_8);
        if (damage == Damage.NOISE) {
            bytes = new byte[2500];
            random.nextBytes(bytes);
        }
        ctx.writeAndFlush(Unpooled.wrappedBuffer(bytes));
        if (damage == Damage.RESET) {
            ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            ctx.close();
        } else if (damage == Damage.HALF_A_LINE) {
            ctx.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        afterwards.run();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
