// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.guides;

import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.testkit.InProcessPeer;
import dev.cvr0.testkit.RecordingRegistry;
import dev.cvr0.transcript.Connection;
import dev.cvr0.transcript.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A host with the plugin and a catalog in a folder. */
final class CatalogPeer implements Peer, AutoCloseable {

    private final StandalonePlugin plugin;
    private final Peer peer;

    CatalogPeer(Map<String, String> settings, Path folder) {
        RecordingRegistry registry = new RecordingRegistry();
        Map<String, String> resolved = new HashMap<>(settings);
        resolved.computeIfPresent(
                CatalogSettings.LOCATION.key(),
                (key, path) -> folder.resolve(path).toString());
        plugin =
                StandalonePlugin.on(registry).source(SettingSource.of(resolved)).start();
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
