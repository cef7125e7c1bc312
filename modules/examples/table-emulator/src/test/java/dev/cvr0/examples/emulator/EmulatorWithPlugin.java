// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.emulator;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.transcript.Connection;
import dev.cvr0.transcript.Peer;
import dev.cvr0.transcript.SocketPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A running emulator with the plugin, reachable over its socket. */
final class EmulatorWithPlugin implements Peer {

    private final TableEmulator emulator = new TableEmulator();
    private final CommandRegistry registry = new TableAdapter(emulator.table(), List.of());
    private final StandalonePlugin plugin = StandalonePlugin.on(registry).start();

    CommandRegistry registry() {
        return registry;
    }

    @Override
    public Connection connect() throws IOException {
        return new SocketPeer(emulator.address()).connect();
    }

    @Override
    public void close() {
        plugin.close();
        try {
            emulator.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
