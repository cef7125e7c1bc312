// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.transcript.Connection;
import dev.cvr0.transcript.Peer;
import dev.cvr0.transcript.SocketPeer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The whole server on a free port of the loopback address, reached over real sockets. */
final class ServedPeer implements Peer {

    private final Cvr0Server server;
    private final Peer peer;

    ServedPeer(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("cvr0.listen", "127.0.0.1:0");
        server = Cvr0Server.start(Configuration.load(all, Optional.empty()));
        peer = new SocketPeer(server.address());
    }

    Cvr0Server server() {
        return server;
    }

    @Override
    public Connection connect() throws IOException {
        return peer.connect();
    }

    @Override
    public void close() {
        server.close();
    }
}
