// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The services of a host for connections that a {@link ConnectionFactory} prepares. Thread-safe.
 *
 * @since 0.1
 */
public final class ConnectionHost {

    private final HostContext context;

    ConnectionHost(HostContext context) {
        this.context = context;
    }

    /** {@return the settings of the host} */
    public HostSettings settings() {
        return context.settings();
    }

    /** {@return the time in nanoseconds from an arbitrary origin} */
    public long now() {
        return context.sessions().now();
    }

    /**
     * Adds a connection, or replaces the connection that was added for the same channel.
     *
     * @param connection the connection
     * @return false if the channel must be closed: too many are open, or the host is shutting down
     */
    public boolean add(HostConnection connection) {
        return context.sessions().add(connection);
    }

    /**
     * Removes a connection. Does nothing if another one has replaced it.
     *
     * @param connection the connection
     */
    public void remove(HostConnection connection) {
        context.sessions().remove(connection);
    }

    /**
     * Counts a connection for another address, which a proxy has sent.
     *
     * @param from the address for which it is counted
     * @param to the new address
     * @return false if the channel must be closed, because the new address has too many connections. The connection is then
     *     still counted for the old address
     */
    public boolean recount(InetAddress from, InetAddress to) {
        return context.sessions().recount(from, to);
    }

    /**
     * Replaces a handler by a session of this host with other handlers. Flushes the channel. Bytes that the replaced handler still has become
     * lines of the session. After an error, the client closes the connection, or the close grace does.
     *
     * @param channel the channel of the client; called on its event loop
     * @param client the address for which the connection is counted
     * @param replaced a handler of the channel; the handlers after it must have been removed
     * @param registry the handlers of the session
     * @param fallback answers the commands that no handler answers
     * @return the session, which also replaces the connection of the channel
     */
    public HostConnection takeOver(
            SocketChannel channel,
            InetAddress client,
            ChannelHandler replaced,
            HandlerRegistry registry,
            Fallback fallback) {
        Dispatcher dispatcher = new Dispatcher(registry, fallback, context.log());
        ClientSession session = new ClientSession(channel, client, context.with(dispatcher));
        session.keepOutputAfterError();
        session.endAfter(channel.writeAndFlush(Unpooled.EMPTY_BUFFER));
        channel.pipeline().replace(replaced, null, session);
        return session;
    }

    ClientSession session(SocketChannel channel, InetSocketAddress client) {
        return new ClientSession(channel, client.getAddress(), context);
    }

    /** {@return a bootstrap of outgoing connections with the transport of the host; the caller sets the event loop} */
    public Bootstrap client() {
        return context.transport().client();
    }

    /**
     * Shuts down the output of a channel that has nothing left to write. Closes the channel if that fails.
     *
     * @param channel the channel; called on its event loop
     */
    public void shutdownOutput(SocketChannel channel) {
        context.transport().shutdownOutput(channel);
    }
}
