// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;

/**
 * Prepares accepted connections. The default makes each of them a session of the host; a relay does more.
 *
 * @see EmulatorHost#start(HostSettings, HandlerRegistry, ConnectionFactory)
 * @since 0.1
 */
@FunctionalInterface
public interface ConnectionFactory {

    /**
     * Adds the handlers of a connection to its pipeline. One of them has to add a {@link HostConnection} to the host when it
     * is added, and to remove it when it is removed. Called on an event loop, before the channel is registered.
     *
     * @param channel the accepted connection, which allows half-closure
     * @param client the address of the client
     * @param host the services of the host
     */
    void prepare(SocketChannel channel, InetSocketAddress client, ConnectionHost host);

    /**
     * Returns the size of the receive buffer of each connection. It limits the received bytes that are kept in memory: after a
     * half-close by the client, the native transport reads the whole buffer even if reading is paused.
     *
     * @return the number of bytes, which the system may double; 16 KiB by default
     */
    default int receiveBufferBytes() {
        return 16 * 1024;
    }
}
