// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.api.policy.VersionService;
import dev.cvr0.host.ConnectionFactory;
import dev.cvr0.host.ConnectionHost;
import dev.cvr0.host.HandlerRegistry;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;

/**
 * The components that the connections of one listener share.
 *
 * @param upstream the emulator behind the listener
 * @param plugin the handlers of sessions that the relay answers
 * @param away the handlers of sign-ins while the emulator is away
 * @param rejected the handlers of sign-ins that the relay has left the emulator for
 */
record RelayContext(
        RelaySettings settings,
        InetSocketAddress upstream,
        HandlerRegistry plugin,
        HandlerRegistry away,
        HandlerRegistry rejected,
        VersionService versions,
        Transfers transfers,
        RelayCounters counters,
        RelayLog log)
        implements ConnectionFactory {

    /** The size of the receive buffers of both sides. */
    static final int RECEIVE_BUFFER_BYTES = 128 * 1024;

    @Override
    public void prepare(SocketChannel channel, InetSocketAddress client, ConnectionHost host) {
        RelayConnection.prepare(channel, client, host, this);
    }

    @Override
    public int receiveBufferBytes() {
        return RECEIVE_BUFFER_BYTES;
    }

    RelayContext withUpstream(InetSocketAddress other) {
        return new RelayContext(settings, other, plugin, away, rejected, versions, transfers, counters, log);
    }
}
