// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.runtime;

import dev.cvr0.server.settings.LayeredSettings;
import dev.cvr0.transcript.Connection;
import dev.cvr0.transcript.Peer;
import dev.cvr0.transcript.SocketPeer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A server on a free port of the loopback address, reached over sockets. */
public final class ServerPeer implements Peer {

    private final Cvr0Server server;
    private final Peer peer;

    /**
     * Starts a server.
     *
     * @param settings the settings by key
     */
    public ServerPeer(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("cvr0.listen", "127.0.0.1:0");
        server = Cvr0Server.start(LayeredSettings.load(all, Optional.empty()));
        peer = new SocketPeer(server.address());
    }

    /** {@return the server} */
    public Cvr0Server server() {
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
