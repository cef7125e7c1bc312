// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;

/**
 * A server at a TCP address.
 *
 * @param address where it listens
 * @param connectTimeout how long to wait for a connection, at least a millisecond
 * @since 0.1
 */
public record SocketPeer(InetSocketAddress address, Duration connectTimeout) implements Peer {

    /**
     * @throws IllegalArgumentException if the timeout is shorter than a millisecond or longer than a day
     */
    public SocketPeer {
        Objects.requireNonNull(address, "address");
        Limits.check("connectTimeout", connectTimeout);
    }

    /**
     * A server that is waited for five seconds.
     *
     * @param address where it listens
     */
    public SocketPeer(InetSocketAddress address) {
        this(address, Limits.DEFAULT_STEP);
    }

    @Override
    public Connection connect() throws IOException {
        if (address.isUnresolved()) {
            throw new IOException("unknown host " + address.getHostString());
        }
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(address, Math.toIntExact(connectTimeout.toMillis()));
            return new SocketConnection(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
