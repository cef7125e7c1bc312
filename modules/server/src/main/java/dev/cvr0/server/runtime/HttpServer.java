// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.runtime;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.admin.access.ManagementAccess;
import dev.cvr0.admin.management.DecisionStatistics;
import dev.cvr0.admin.management.Management;
import dev.cvr0.host.HostSettings;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.server.http.HttpListener;
import dev.cvr0.server.http.HttpSettings;
import dev.cvr0.settings.SettingSource;
import java.net.InetSocketAddress;

/** The HTTP API and its listener. */
record HttpServer(HttpApi api, HttpListener listener) implements AutoCloseable {

    /**
     * Starts the API, with the management operations if they are configured.
     *
     * @throws dev.cvr0.settings.InvalidSettingsException if the management operations cannot be used
     * @throws dev.cvr0.host.HostStartException if the listener cannot be started
     */
    static HttpServer start(
            SettingSource source,
            HttpSettings settings,
            HostSettings host,
            StandalonePlugin plugin,
            DecisionStatistics statistics) {
        int maxLineBytes = host.reading().maxLineBytes();
        HttpApi api = settings.management()
                .map(configured -> HttpApi.managed(
                        plugin.versions(),
                        maxLineBytes,
                        Management.of(plugin.policy(), source, configured.folder(), configured.store(), statistics),
                        ManagementAccess.withTokens(configured.tokens(), configured.folder())))
                .orElseGet(() -> HttpApi.of(plugin.versions(), plugin.policy(), maxLineBytes));
        try {
            return new HttpServer(
                    api, HttpListener.start(settings, host.closing().shutdownGrace(), api));
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    InetSocketAddress address() {
        return listener.address();
    }

    @Override
    public void close() {
        listener.close();
        api.close();
    }
}
