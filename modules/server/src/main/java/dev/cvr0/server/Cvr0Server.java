// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.host.EmulatorHost;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.host.HostStartException;
import dev.cvr0.plugin.PluginStartException;
import dev.cvr0.plugin.StandalonePlugin;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Host, plugin and catalogue, running. Safe for use by many threads. */
final class Cvr0Server implements AutoCloseable {

    private final StandalonePlugin plugin;
    private final EmulatorHost host;
    private final Runnable endOfCensus;

    private Cvr0Server(StandalonePlugin plugin, EmulatorHost host, Runnable endOfCensus) {
        this.plugin = plugin;
        this.host = host;
        this.endOfCensus = endOfCensus;
    }

    /**
     * Starts to listen once everything else stands.
     *
     * @throws dev.cvr0.api.settings.BadSettingsException if a setting cannot be used
     * @throws PluginStartException if the beans or the catalogue are not right
     * @throws HostStartException if the address cannot be listened on
     */
    static Cvr0Server start(Configuration configuration) {
        ServerSettings settings = ServerSettings.read(configuration);
        HandlerRegistry registry = new HandlerRegistry(settings.dialects());
        StandalonePlugin plugin = plugin(configuration, settings, registry);
        try {
            EmulatorHost host = EmulatorHost.start(settings.host(), registry);
            return new Cvr0Server(plugin, host, beginCensus(plugin, settings.census()));
        } catch (RuntimeException e) {
            plugin.close();
            throw e;
        }
    }

    static StandalonePlugin plugin(Configuration configuration, ServerSettings settings, HandlerRegistry registry) {
        return StandalonePlugin.on(registry)
                .configuration(configuration)
                .settings(settings.plugin())
                .start();
    }

    private static Runnable beginCensus(StandalonePlugin plugin, String file) {
        return file.isEmpty() ? () -> {} : CensusFile.keep(plugin.bean(Census.class), Path.of(file))::close;
    }

    InetSocketAddress address() {
        return host.address();
    }

    int connections() {
        return host.connections();
    }

    /** Looks for a changed catalogue at once; does nothing where another policy decides. What came of it is logged. */
    void reload() {
        if (plugin.bean(VersionPolicy.class) instanceof CatalogPolicy policy) {
            policy.reload();
        }
    }

    /** Drains the connections within bounds, then lets the plugin go. */
    @Override
    public void close() {
        host.close();
        endOfCensus.run();
        plugin.close();
    }
}
