// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection. A socket closed with unread bytes is reset, and the reset may overtake the last answer. So
 * the answers are flushed and our side ended, then the client's bytes are dropped until it ends its own side, for a
 * limited number of bytes and a limited time.
 */
final class Farewell extends ChannelInboundHandlerAdapter {

    private final SocketChannel channel;
    private final Service service;
    private final Future<?> timer;
    private int dropped;

    Farewell(SocketChannel channel, Service service) {
        this.channel = channel;
        this.service = service;
        long grace = service.settings().end().closeGrace().toNanos();
        this.timer = channel.eventLoop().schedule(() -> channel.close(), grace, TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        // Flushed first, the last answer goes out by itself, and nothing alone costs no call.
        ctx.flush();
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(this::endOutput);
        channel.config().setAutoRead(!channel.isInputShutdown());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf chunk = (ByteBuf) message;
        dropped += chunk.readableBytes();
        chunk.release();
        if (dropped > service.settings().end().drainBytes()) {
            channel.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        service.lost(channel, cause);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        timer.cancel(false);
    }

    private void endOutput(Future<? super Void> flushed) {
        if (!flushed.isSuccess() || channel.isInputShutdown()) {
            channel.close();
        } else {
            channel.shutdownOutput().addListener((ChannelFuture ended) -> closeUnless(ended.isSuccess()));
        }
    }

    // With nothing left to say, the client's end is the connection's: the channel then closes by itself.
    private void closeUnless(boolean waiting) {
        if (waiting) {
            channel.config().setAllowHalfClosure(false);
        } else {
            channel.close();
        }
    }
}
