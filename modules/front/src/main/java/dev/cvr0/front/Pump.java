// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;

/** The last handler of each side of a relayed connection. Writes to the other side whatever reaches it. */
final class Pump extends ChannelInboundHandlerAdapter {

    private final RelayConnection connection;
    private final SocketChannel to;

    Pump(RelayConnection connection, SocketChannel to) {
        this.connection = connection;
        this.to = to;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (connection.isEnded()) {
            ReferenceCountUtil.release(message);
        } else {
            to.write(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!connection.isEnded()) {
            to.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        connection.updateReading();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            connection.endOutput(to);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (((SocketChannel) ctx.channel()).config().isAllowHalfClosure()) {
            connection.lost(ctx.channel());
        } else {
            connection.endOutput(to);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        connection.failed(ctx.channel(), cause);
    }
}
