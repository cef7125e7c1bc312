// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import dev.cvr0.admin.operation.Problem;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/** Answers a connection above the limit with 503, and gives it a second to read the answer. */
final class BusyHandler extends ChannelInboundHandlerAdapter {

    private final int maxConnections;

    BusyHandler(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        String detail = "the server has " + maxConnections + " connections; use fewer, and keep them open";
        context.executor().schedule(() -> context.close(), 1, TimeUnit.SECONDS);
        context.writeAndFlush(HttpConnection.message(Problem.unavailable(detail).response(), false))
                .addListener((ChannelFutureListener) sent -> ((SocketChannel) sent.channel()).shutdownOutput());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
