// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.host.HostStartException;
import dev.cvr0.host.ListenAddress;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Listens for HTTP requests on its own event loop. Thread-safe. */
public final class HttpListener implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.server");
    private static final long LOOP_STOP_MILLIS = 2000;

    private final EventLoopGroup loop;
    private final Channel socket;
    private final ChannelGroup connections;
    private final Duration shutdownGrace;

    private HttpListener(EventLoopGroup loop, Channel socket, ChannelGroup connections, Duration shutdownGrace) {
        this.loop = loop;
        this.socket = socket;
        this.connections = connections;
        this.shutdownGrace = shutdownGrace;
    }

    /**
     * Starts listening.
     *
     * @param settings the address and the limits
     * @param shutdownGrace the time limit for requests in progress during a shutdown
     * @param api the operations
     * @return the listener
     * @throws HostStartException if the address cannot be bound, or the certificate or its key cannot be used
     */
    public static HttpListener start(HttpSettings settings, Duration shutdownGrace, HttpApi api) {
        Optional<SslContext> tls = settings.tls().map(TlsSettings::context);
        boolean epoll = Epoll.isAvailable();
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
                1,
                new DefaultThreadFactory("cvr0-http"),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childHandler(new Initializer(settings, tls, connections, api))
                .bind(settings.listen())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loop.shutdownGracefully(0, LOOP_STOP_MILLIS, TimeUnit.MILLISECONDS);
            throw new HostStartException(
                    "cannot listen on " + ListenAddress.format(settings.listen()) + " for HTTP: "
                            + bound.cause().getMessage() + ". Choose a free port with " + HttpSettings.LISTEN.key(),
                    bound.cause());
        }
        HttpListener listener = new HttpListener(loop, bound.channel(), connections, shutdownGrace);
        LOGGER.log(Level.INFO, () -> "CVR0-4021: the HTTP API listens on " + ListenAddress.format(listener.address()));
        return listener;
    }

    /** {@return the address on which this listens, with the actual port} */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.localAddress();
    }

    /** Closes idle connections, answers the requests in progress within the grace, and ends the thread. */
    @Override
    public void close() {
        socket.close().awaitUninterruptibly();
        connections.forEach(connection -> connection.pipeline().fireUserEventTriggered(HttpConnection.SHUTDOWN));
        connections.newCloseFuture().awaitUninterruptibly(shutdownGrace.toMillis());
        loop.shutdownGracefully(0, LOOP_STOP_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LOOP_STOP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Creates the pipeline of a connection. */
    private static final class Initializer extends ChannelInitializer<SocketChannel> {

        private final HttpSettings settings;
        private final Optional<SslContext> tls;
        private final ChannelGroup connections;
        private final HttpApi api;
        private final Semaphore largeBodies = new Semaphore(RequestAggregator.MAX_LARGE_BODIES);

        Initializer(HttpSettings settings, Optional<SslContext> tls, ChannelGroup connections, HttpApi api) {
            this.settings = settings;
            this.tls = tls;
            this.connections = connections;
            this.api = api;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            tls.ifPresent(context -> channel.pipeline().addLast(context.newHandler(channel.alloc())));
            if (connections.size() >= settings.maxConnections()) {
                channel.pipeline().addLast(new HttpServerCodec(), new BusyHandler(settings.maxConnections()));
                return;
            }
            connections.add(channel);
            channel.pipeline()
                    .addLast(
                            new HttpServerCodec(),
                            new HttpServerKeepAliveHandler(),
                            new RequestDeadline(settings.idleTimeout(), settings.requestTimeout()),
                            new RequestAggregator(api, new ClientAddresses(settings.behindProxy()), largeBodies),
                            new HttpConnection(api));
        }
    }
}
