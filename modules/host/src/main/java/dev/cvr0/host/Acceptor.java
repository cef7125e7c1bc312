// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;

/** Makes an accepted socket a connection, or closes it if there is no room for another. */
final class Acceptor extends ChannelInitializer<SocketChannel> {

    private final Service service;
    private final OpenConnections open;

    Acceptor(Service service, OpenConnections open) {
        this.service = service;
        this.open = open;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        InetSocketAddress client = channel.remoteAddress();
        // A client may be gone before it is looked at, and its address with it.
        if (client != null && open.admit(channel)) {
            channel.pipeline().addLast(new Connection(channel, client, service));
        } else {
            channel.close();
        }
    }
}
