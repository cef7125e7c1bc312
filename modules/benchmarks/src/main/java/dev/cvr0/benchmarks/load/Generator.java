// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes load from one thread. Clients come from many addresses of the loopback network, so that ports do not run out. */
final class Generator implements AutoCloseable {

    private static final int HOSTS = 100;
    private static final int BACKLOG = 200;

    private final EventLoopGroup loops;
    private final Bootstrap bootstrap;
    private final List<Dialogue> dialogues;
    private final AtomicInteger next = new AtomicInteger();

    Generator(List<Dialogue> dialogues) {
        boolean epoll = Epoll.isAvailable();
        this.dialogues = dialogues;
        this.loops =
                new MultiThreadIoEventLoopGroup(1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        this.bootstrap = new Bootstrap()
                .group(loops)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true);
    }

    /** So many clients at once, each followed by the next as soon as it is through, until the time is over. */
    LoadResult closedLoop(InetSocketAddress server, int atOnce, Duration time) {
        LoadResult result = new LoadResult(atOnce);
        long end = System.nanoTime() + time.toNanos();
        for (int i = 0; i < atOnce; i++) {
            loop().execute(() -> follow(server, result, end));
        }
        return result.await();
    }

    /** Clients that begin by the clock, however the server keeps up. */
    LoadResult openLoop(InetSocketAddress server, double perSecond, Duration time) {
        int total = (int) (perSecond * time.toNanos() / 1e9);
        LoadResult result = new LoadResult(total);
        long begin = System.nanoTime();
        loop().execute(() -> launch(server, result, begin, 1e9 / perSecond, 0, total));
        return result.await();
    }

    /** Opens connections that say nothing; closing a channel is the caller's. */
    List<Channel> idle(InetSocketAddress server, int connections) {
        List<Channel> open = new ArrayList<>();
        for (int i = 0; i < connections; i += BACKLOG) {
            List<ChannelFuture> opening = new ArrayList<>();
            for (int j = i; j < Math.min(connections, i + BACKLOG); j++) {
                opening.add(connect(server, new ChannelInboundHandlerAdapter()));
            }
            opening.forEach(
                    connecting -> open.add(connecting.syncUninterruptibly().channel()));
        }
        return open;
    }

    /** Connects with a client of the caller's. */
    ChannelFuture connect(InetSocketAddress server, ChannelHandler client) {
        InetSocketAddress from = new InetSocketAddress("127.0.0." + (2 + next.getAndIncrement() % HOSTS), 0);
        return bootstrap.clone().handler(client).connect(server, from);
    }

    EventLoop loop() {
        return loops.next();
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void follow(InetSocketAddress server, LoadResult result, long end) {
        long now = System.nanoTime();
        if (now >= end || !result.isSound()) {
            result.connectionIsThrough();
        } else {
            dialogue(server, now, result, () -> follow(server, result, end));
        }
    }

    private void launch(
            InetSocketAddress server, LoadResult result, long begin, double interval, int launched, int total) {
        int due = (int) Math.min(total, (System.nanoTime() - begin) / interval + 1);
        for (int i = launched; i < due; i++) {
            dialogue(server, begin + (long) (i * interval), result, result::connectionIsThrough);
        }
        if (due < total) {
            loop().schedule(
                            () -> launch(server, result, begin, interval, due, total),
                            (long) (due * interval) - (System.nanoTime() - begin),
                            TimeUnit.NANOSECONDS);
        }
    }

    private void dialogue(InetSocketAddress server, long since, LoadResult result, Runnable afterwards) {
        connect(server, new DialogueClient(nextDialogue(), since, result, afterwards))
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        result.failed("cannot connect: " + connected.cause());
                        afterwards.run();
                    }
                });
    }

    private Dialogue nextDialogue() {
        return dialogues.get(next.get() % dialogues.size());
    }
}
