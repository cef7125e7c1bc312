// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketChannelConfig;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Prepares each accepted connection. This is the handler of a listening socket. */
@Sharable
final class ConnectionInitializer extends ChannelInboundHandlerAdapter {

    private static final int READ_BUFFER_BYTES = 2048;
    private static final int RETRY_SECONDS = 1;
    // One read per client in each round of the event loop. The default of 16 lets one client send 32 KiB at once.
    private static final RecvByteBufAllocator READ_BUFFERS =
            new FixedRecvByteBufAllocator(READ_BUFFER_BYTES).maxMessagesPerRead(1);
    private static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(4 * 1024, 16 * 1024);

    private final HostContext context;
    private final ConnectionHost host;
    private final UnaryOperator<EventLoop> loops;

    /** Creates a handler. The function returns the event loop of a connection, given the event loop that accepted it. */
    ConnectionInitializer(HostContext context, UnaryOperator<EventLoop> loops) {
        this.context = context;
        this.host = new ConnectionHost(context);
        this.loops = loops;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        SocketChannel channel = (SocketChannel) accepted;
        InetSocketAddress client = channel.remoteAddress();
        if (client == null) {
            // The client has already closed the connection, and its address is no longer known.
            channel.unsafe().closeForcibly();
            return;
        }
        if (!context.sessions().accept(client.getAddress())) {
            channel.unsafe().closeForcibly();
            return;
        }
        SocketChannelConfig config = channel.config();
        config.setAllowHalfClosure(true);
        config.setRecvByteBufAllocator(READ_BUFFERS);
        config.setWriteBufferWaterMark(WATER_MARKS);
        context.connections().prepare(channel, client, host);
        // Before the registration, so that registering also requests read events. This saves a system call.
        channel.unsafe().beginRead();
        loops.apply(ctx.channel().eventLoop()).register(channel);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        context.log().acceptFailed(cause, RETRY_SECONDS);
        // While no file descriptor is free, each attempt would fail immediately.
        ctx.channel().config().setAutoRead(false);
        ctx.executor().schedule(() -> ctx.channel().config().setAutoRead(true), RETRY_SECONDS, TimeUnit.SECONDS);
    }
}
