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
    Tally closedLoop(InetSocketAddress server, int atOnce, Duration time) {
        Tally tally = new Tally(atOnce);
        long end = System.nanoTime() + time.toNanos();
        for (int i = 0; i < atOnce; i++) {
            loop().execute(() -> follow(server, tally, end));
        }
        return tally.await();
    }

    /** Clients that begin by the clock, however the server keeps up. */
    Tally openLoop(InetSocketAddress server, double perSecond, Duration time) {
        int total = (int) (perSecond * time.toNanos() / 1e9);
        Tally tally = new Tally(total);
        long begin = System.nanoTime();
        loop().execute(() -> launch(server, tally, begin, 1e9 / perSecond, 0, total));
        return tally.await();
    }

    /** So many connections, each of which sends several CVQ at once, again and again. */
    Tally pipelined(InetSocketAddress server, int connections, int depth, Duration time) {
        Tally tally = new Tally(connections);
        long end = System.nanoTime() + time.toNanos();
        for (int i = 0; i < connections; i++) {
            List<Dialogue> batch = new ArrayList<>();
            for (int j = 0; j < depth; j++) {
                batch.add(dialogues.get((i * depth + j) % dialogues.size()));
            }
            connect(server, new PipeliningClient(batch, tally, now -> now < end && tally.isSound()));
        }
        return tally.await();
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

    private void follow(InetSocketAddress server, Tally tally, long end) {
        long now = System.nanoTime();
        if (now >= end || !tally.isSound()) {
            tally.connectionIsThrough();
        } else {
            dialogue(server, now, tally, () -> follow(server, tally, end));
        }
    }

    private void launch(InetSocketAddress server, Tally tally, long begin, double interval, int launched, int total) {
        int due = (int) Math.min(total, (System.nanoTime() - begin) / interval + 1);
        for (int i = launched; i < due; i++) {
            dialogue(server, begin + (long) (i * interval), tally, tally::connectionIsThrough);
        }
        if (due < total) {
            loop().schedule(
                            () -> launch(server, tally, begin, interval, due, total),
                            (long) (due * interval) - (System.nanoTime() - begin),
                            TimeUnit.NANOSECONDS);
        }
    }

    private void dialogue(InetSocketAddress server, long since, Tally tally, Runnable afterwards) {
        connect(server, new DialogueClient(nextDialogue(), since, tally, afterwards))
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        tally.failed("cannot connect: " + connected.cause());
                        afterwards.run();
                    }
                });
    }

    private Dialogue nextDialogue() {
        return dialogues.get(next.get() % dialogues.size());
    }
}
