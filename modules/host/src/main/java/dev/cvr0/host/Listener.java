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
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A bound socket with the event loops that serve it.
 *
 * @param guest whether the threads are somebody else's, who counts them when we have gone
 */
record Listener(Channel socket, EventLoopGroup loops, Transport transport, boolean guest) {

    private static final long LOOP_STOP_MILLIS = 2000;
    private static final int CHUNK_BYTES = 2048;
    // Once a client has half-closed, the native transport reads all that the system holds, wanted or not.
    private static final int SYSTEM_BUFFER_BYTES = 16 * 1024;
    private static final WriteBufferWaterMark UNSENT_BYTES = new WriteBufferWaterMark(4 * 1024, 16 * 1024);

    static Listener bind(InetSocketAddress address, Transport transport, ChannelHandler acceptor) {
        EventLoopGroup loops = loops(transport, new DefaultThreadFactory("cvr0-loop"));
        ChannelFuture bound = bootstrap(loops, acceptor)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_RCVBUF, SYSTEM_BUFFER_BYTES)
                .bind(address)
                .awaitUninterruptibly();
        Listener listener = new Listener(bound.channel(), loops, transport, false);
        if (!bound.isSuccess()) {
            listener.stopLoops();
            throw HostStartException.cannotListen(address, bound.cause());
        }
        return listener;
    }

    /**
     * Binds on the calling thread and waits for none of the given ones: a server may not let them run before it is done
     * with the application that is starting.
     */
    static Listener bindHere(InetSocketAddress address, ThreadFactory threads, ChannelHandler acceptor) {
        ServerSocketChannel socket = open(address);
        EventLoopGroup loops = loopsFor(socket, threads);
        Channel served = bootstrap(loops, acceptor)
                .channelFactory(() -> new NioServerSocketChannel(socket))
                .register()
                .channel();
        return new Listener(served, loops, Transport.NIO, true);
    }

    private static EventLoopGroup loopsFor(ServerSocketChannel socket, ThreadFactory threads) {
        try {
            return loops(Transport.NIO, threads);
        } catch (HostStartException e) {
            close(socket, e);
            throw e;
        }
    }

    private static void close(ServerSocketChannel socket, Exception reason) {
        try {
            socket.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static ServerSocketChannel open(InetSocketAddress address) {
        try {
            return bound(ServerSocketChannel.open(), address);
        } catch (IOException | RuntimeException e) {
            throw HostStartException.cannotListen(address, e);
        }
    }

    private static ServerSocketChannel bound(ServerSocketChannel socket, InetSocketAddress address) throws IOException {
        try {
            return socket.setOption(StandardSocketOptions.SO_REUSEADDR, true)
                    .setOption(StandardSocketOptions.SO_RCVBUF, SYSTEM_BUFFER_BYTES)
                    .bind(address, NetUtil.SOMAXCONN);
        } catch (IOException | RuntimeException e) {
            close(socket, e);
            throw e;
        }
    }

    private static EventLoopGroup loops(Transport transport, ThreadFactory threads) {
        int count = Runtime.getRuntime().availableProcessors();
        try {
            return new MultiThreadIoEventLoopGroup(count, threads, transport.ioHandlers());
        } catch (IllegalStateException | ChannelException e) {
            throw new HostStartException(
                    "cannot start " + count + " event loops (" + transport + "): " + e.getMessage()
                            + ". Allow this process more open files and threads",
                    e);
        }
    }

    private static ServerBootstrap bootstrap(EventLoopGroup loops, ChannelHandler acceptor) {
        return new ServerBootstrap()
                .group(loops)
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
        socket.close().awaitUninterruptibly(LOOP_STOP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Closes what is left open, and ends the threads. */
    void stopLoops() {
        loops.shutdownGracefully(0, LOOP_STOP_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LOOP_STOP_MILLIS, TimeUnit.MILLISECONDS);
        if (guest) {
            awaitNotifier();
        }
    }

    // Netty tells of the end of loops on a thread of its own, which ends a second later.
    private static void awaitNotifier() {
        try {
            GlobalEventExecutor.INSTANCE.awaitInactivity(LOOP_STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (IllegalStateException e) {
            // It was never started, so there is nothing to wait for.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
