// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.settings.SettingSource;
import dev.cvr0.testkit.InProcessPeer;
import dev.cvr0.testkit.RecordingRegistry;
import dev.cvr0.transcript.Connection;
import dev.cvr0.transcript.Peer;
import java.io.IOException;
import java.util.Map;

/** A peer in memory with the plugin and the catalog on Weld SE. */
final class PluginPeer implements Peer {

    private final StandalonePlugin plugin;
    private final Peer peer;

    PluginPeer(Map<String, String> settings) {
        String dialects = settings.getOrDefault("cvr0.dialects", "");
        RecordingRegistry registry = new RecordingRegistry(dialects.isEmpty() ? new String[0] : dialects.split(","));
        plugin =
                StandalonePlugin.on(registry).source(SettingSource.of(settings)).start();
        peer = new InProcessPeer(registry);
    }

    @Override
    public Connection connect() throws IOException {
        return peer.connect();
    }

    @Override
    public void close() {
        plugin.close();
    }
}
