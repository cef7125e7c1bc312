// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Generates load with one thread, on Linux. Clients use many loopback addresses, to avoid running out of ports. */
final class Generator implements AutoCloseable {

    private static final int HOSTS = 100;

    private final EventLoopGroup loop;
    private final Bootstrap bootstrap;
    private final List<Dialogue> dialogues;
    private final Duration time;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * Creates a generator.
     *
     * @param dialogues the dialogues of the clients, in turn
     * @param time the duration of each round
     */
    Generator(List<Dialogue> dialogues, Duration time) {
        this.dialogues = dialogues;
        this.time = time;
        this.loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        this.bootstrap =
                new Bootstrap().group(loop).channel(EpollSocketChannel.class).option(ChannelOption.TCP_NODELAY, true);
    }

    /** Keeps a number of clients connected. When a client has finished, the next one starts. */
    LoadResult closedLoop(InetSocketAddress server, int clients) {
        LoadResult result = new LoadResult(clients);
        long end = System.nanoTime() + time.toNanos();
        for (int i = 0; i < clients; i++) {
            loop.execute(() -> follow(server, result, end));
        }
        return result.await();
    }

    /** Starts clients at a constant rate, regardless of the progress of the server. */
    LoadResult openLoop(InetSocketAddress server, double perSecond) {
        int total = (int) Math.max(1, perSecond * time.toNanos() / 1e9);
        LoadResult result = new LoadResult(total);
        long begin = System.nanoTime();
        loop.execute(() -> launch(server, result, begin, 1e9 / perSecond, 0, total));
        return result.await();
    }

    /** Keeps a number of clients connected, each of which repeats a request of the HTTP API. */
    LoadResult http(InetSocketAddress server, HttpExchange exchange, int clients) {
        LoadResult result = new LoadResult(clients);
        long end = System.nanoTime() + time.toNanos();
        for (int i = 0; i < clients; i++) {
            connect(server, new HttpClientHandler(exchange, end, result)).addListener(connected -> {
                if (!connected.isSuccess()) {
                    result.failed("cannot connect: " + connected.cause());
                }
            });
        }
        return result.await();
    }

    /** Opens connections that do not send anything. The caller closes them. */
    List<Channel> idle(InetSocketAddress server, int connections) {
        return open(server, connections, ChannelInboundHandlerAdapter::new);
    }

    /** Opens connections with a finished dialogue that neither side closes. The caller closes them. */
    List<Channel> idleAfterDialogue(InetSocketAddress server, int connections) {
        LoadResult result = new LoadResult(connections);
        List<Channel> open = open(
                server,
                connections,
                () -> new DialogueClient(
                        dialogues.get(next.get() % dialogues.size()), System.nanoTime(), result, result::finished));
        result.await();
        return open;
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void follow(InetSocketAddress server, LoadResult result, long end) {
        long now = System.nanoTime();
        if (now >= end || result.hasFailed()) {
            result.finished();
        } else {
            dialogue(server, now, result, () -> follow(server, result, end));
        }
    }

    private void launch(
            InetSocketAddress server, LoadResult result, long begin, double interval, int launched, int total) {
        int due = (int) Math.min(total, (System.nanoTime() - begin) / interval + 1);
        for (int i = launched; i < due; i++) {
            dialogue(server, begin + (long) (i * interval), result, result::finished);
        }
        if (due < total) {
            long delay = (long) (due * interval) - (System.nanoTime() - begin);
            var unused = loop.schedule(
                    () -> launch(server, result, begin, interval, due, total), delay, TimeUnit.NANOSECONDS);
        }
    }

    private void dialogue(InetSocketAddress server, long since, LoadResult result, Runnable afterwards) {
        Dialogue dialogue = dialogues.get(next.get() % dialogues.size());
        connect(server, new DialogueClient(dialogue, since, result, afterwards)).addListener(connected -> {
            if (!connected.isSuccess()) {
                result.failed("cannot connect: " + connected.cause());
                afterwards.run();
            }
        });
    }

    private List<Channel> open(InetSocketAddress server, int connections, Supplier<ChannelHandler> clients) {
        List<Channel> open = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            open.add(connect(server, clients.get()).syncUninterruptibly().channel());
        }
        return open;
    }

    private ChannelFuture connect(InetSocketAddress server, ChannelHandler client) {
        InetSocketAddress from = new InetSocketAddress("127.0.0." + (2 + next.getAndIncrement() % HOSTS), 0);
        return bootstrap.clone().handler(client).connect(server, from);
    }
}
