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

/** Creates the session of each accepted connection. Handler of a listening socket. */
@Sharable
final class ConnectionInitializer extends ChannelInboundHandlerAdapter {

    private static final int CHUNK_BYTES = 2048;
    private static final int PAUSE_SECONDS = 1;
    private static final RecvByteBufAllocator CHUNKS = new FixedRecvByteBufAllocator(CHUNK_BYTES);
    private static final WriteBufferWaterMark UNSENT_BYTES = new WriteBufferWaterMark(4 * 1024, 16 * 1024);

    private final HostContext context;
    private final UnaryOperator<EventLoop> loops;

    /** Lets the given function choose the event loop of a connection, given the one that accepted it. */
    ConnectionInitializer(HostContext context, UnaryOperator<EventLoop> loops) {
        this.context = context;
        this.loops = loops;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        SocketChannel channel = (SocketChannel) accepted;
        InetSocketAddress client = channel.remoteAddress();
        if (client == null) {
            // The client has closed the connection already, and its address is no longer known.
            channel.unsafe().closeForcibly();
            return;
        }
        SocketChannelConfig config = channel.config();
        config.setAllowHalfClosure(true);
        config.setRecvByteBufAllocator(CHUNKS);
        config.setWriteBufferWaterMark(UNSENT_BYTES);
        channel.pipeline().addLast(new ClientSession(channel, client.getAddress(), context));
        // Before the registration, which then asks the system for read events as well: one system call less.
        channel.unsafe().beginRead();
        loops.apply(ctx.channel().eventLoop()).register(channel);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        context.log().notAccepting(cause);
        // Without files for new connections, each attempt would fail at once.
        ctx.channel().config().setAutoRead(false);
        ctx.executor().schedule(() -> ctx.channel().config().setAutoRead(true), PAUSE_SECONDS, TimeUnit.SECONDS);
    }
}
