// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The listening sockets of a host and the event loops that serve them.
 *
 * @param sockets at least one, all on one address
 * @param externalThreads whether the caller provides the threads; they must have ended when the host is closed
 */
record Listener(List<Channel> sockets, EventLoopGroup loops, boolean externalThreads) {

    private static final long LOOP_STOP_MILLIS = 2000;

    static Listener bind(HostContext context) {
        int count = context.settings().eventLoops();
        EventLoopGroup loops = loops(context, new DefaultThreadFactory("cvr0-loop"));
        Listener listener = new Listener(new ArrayList<>(), loops, false);
        try {
            if (count > 1 && context.transport().sharesPort()) {
                listener.bindShared(context, count);
            } else {
                listener.bind(context, context.settings().listen(), false);
            }
            return listener;
        } catch (HostStartException e) {
            listener.stopLoops();
            throw e;
        }
    }

    /**
     * Binds on the calling thread without waiting for any of the given threads: a server may not start them before the
     * application has started.
     */
    static Listener bindOnCallingThread(HostContext context, ThreadFactory threads) {
        ServerSocketChannel socket = open(context, context.settings().listen());
        EventLoopGroup loops = loopsFor(socket, context, threads);
        Channel served = new Bootstrap()
                .group(loops)
                .handler(new ConnectionInitializer(context, accepting -> loops.next()))
                .channelFactory(() -> new NioServerSocketChannel(socket))
                .register()
                .channel();
        return new Listener(List.of(served), loops, true);
    }

    // With SO_REUSEPORT a second host could silently share the port. An exclusive socket detects this first.
    private void bindShared(HostContext context, int count) {
        InetSocketAddress address = context.settings().listen();
        try (ServerSocketChannel exclusive = open(context, address)) {
            address = (InetSocketAddress) exclusive.getLocalAddress();
        } catch (IOException e) {
            throw HostStartException.cannotListen(address, e);
        }
        for (int i = 0; i < count; i++) {
            bind(context, address, true);
        }
    }

    private void bind(HostContext context, InetSocketAddress address, boolean sharedPort) {
        ChannelFuture bound = context.transport()
                .server(sharedPort)
                .group(loops)
                .handler(new ConnectionInitializer(context, accepting -> sharedPort ? accepting : loops.next()))
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_RCVBUF, context.connections().receiveBufferBytes())
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw HostStartException.cannotListen(address, bound.cause());
        }
        sockets.add(bound.channel());
    }

    private static EventLoopGroup loopsFor(ServerSocketChannel socket, HostContext context, ThreadFactory threads) {
        try {
            return loops(context, threads);
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

    private static ServerSocketChannel open(HostContext context, InetSocketAddress address) {
        try {
            return bound(
                    ServerSocketChannel.open(), address, context.connections().receiveBufferBytes());
        } catch (IOException | RuntimeException e) {
            throw HostStartException.cannotListen(address, e);
        }
    }

    private static ServerSocketChannel bound(ServerSocketChannel socket, InetSocketAddress address, int receiveBuffer)
            throws IOException {
        try {
            return socket.setOption(StandardSocketOptions.SO_REUSEADDR, true)
                    .setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer)
                    .bind(address, NetUtil.SOMAXCONN);
        } catch (IOException | RuntimeException e) {
            close(socket, e);
            throw e;
        }
    }

    private static EventLoopGroup loops(HostContext context, ThreadFactory threads) {
        int count = context.settings().eventLoops();
        try {
            return new MultiThreadIoEventLoopGroup(
                    count, threads, context.transport().ioHandlers());
        } catch (IllegalStateException | ChannelException e) {
            throw new HostStartException(
                    "cannot start " + count + " event loops (" + context.transport() + "): " + e.getMessage()
                            + ". Raise the limits of open files and threads for this process",
                    e);
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) sockets.get(0).localAddress();
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
        sockets.forEach(socket -> socket.close().awaitUninterruptibly(LOOP_STOP_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** Closes the remaining connections and ends the threads. */
    void stopLoops() {
        loops.shutdownGracefully(0, LOOP_STOP_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LOOP_STOP_MILLIS, TimeUnit.MILLISECONDS);
        if (externalThreads) {
            awaitNotifier();
        }
    }

    // Netty reports the end of event loops on a separate thread, which ends one second later.
    private static void awaitNotifier() {
        try {
            GlobalEventExecutor.INSTANCE.awaitInactivity(LOOP_STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (IllegalStateException e) {
            // The thread was never started.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
