// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A bound socket with the event loops that serve it. */
record Listener(Channel socket, EventLoopGroup loops) {

    private static final long LOOP_STOP_MILLIS = 2000;
    private static final int CHUNK_BYTES = 2048;
    // Once a client has half-closed, the native transport reads all that the system holds, wanted or not.
    private static final int SYSTEM_BUFFER_BYTES = 16 * 1024;
    private static final WriteBufferWaterMark UNSENT_BYTES = new WriteBufferWaterMark(4 * 1024, 16 * 1024);

    static Listener bind(InetSocketAddress address, Transport transport, ChannelHandler acceptor) {
        EventLoopGroup loops = loops(transport);
        ChannelFuture bound =
                bootstrap(loops, transport, acceptor).bind(address).awaitUninterruptibly();
        Listener listener = new Listener(bound.channel(), loops);
        if (!bound.isSuccess()) {
            listener.stopLoops();
            throw HostStartException.cannotListen(address, bound.cause());
        }
        return listener;
    }

    private static EventLoopGroup loops(Transport transport) {
        int count = Runtime.getRuntime().availableProcessors();
        try {
            return new MultiThreadIoEventLoopGroup(
                    count, new DefaultThreadFactory("cvr0-loop"), transport.ioHandlers());
        } catch (IllegalStateException | ChannelException e) {
            throw new HostStartException(
                    "cannot start " + count + " event loops (" + transport + "): " + e.getMessage()
                            + ". Allow this process more open files and threads",
                    e);
        }
    }

    private static ServerBootstrap bootstrap(EventLoopGroup loops, Transport transport, ChannelHandler acceptor) {
        return new ServerBootstrap()
                .group(loops)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_RCVBUF, SYSTEM_BUFFER_BYTES)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(CHUNK_BYTES))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT_BYTES)
                .childHandler(acceptor);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.localAddress();
    }

    boolean isLoopThread() {
        for (EventExecutor loop : loops) {
            if (loop.inEventLoop()) {
                return true;
            }
        }
        return false;
    }

    void stopAccepting() {
        socket.close().awaitUninterruptibly();
    }

    /** Closes what is left open, and ends the threads. */
    void stopLoops() {
        loops.shutdownGracefully(0, LOOP_STOP_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LOOP_STOP_MILLIS, TimeUnit.MILLISECONDS);
    }
}
