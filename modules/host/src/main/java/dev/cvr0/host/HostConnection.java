// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;

/**
 * An accepted connection that a host counts, whose time limits it enforces, and which it ends at shutdown.
 *
 * @see ConnectionHost
 * @since 0.1
 */
public interface HostConnection {

    /** {@return the channel of the client; always the same} */
    SocketChannel channel();

    /**
     * Returns the address for which the connection is counted.
     *
     * @return the address that was counted last for this connection
     */
    InetAddress client();

    /**
     * Ends the connection if its time limit has passed. Called by any thread, about once per second.
     *
     * @param now the time of {@link ConnectionHost#now}
     */
    void expireIfDue(long now);

    /** Ends the connection after the work in progress, at a shutdown of the host. Called by any thread. */
    void finish();
}
