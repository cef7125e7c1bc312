// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.runtime;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.admin.access.ManagementAccess;
import dev.cvr0.admin.management.DecisionStatistics;
import dev.cvr0.admin.management.Management;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.files.AtomicFile;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.host.HostSettings;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.server.http.HttpListener;
import dev.cvr0.server.http.HttpSettings;
import dev.cvr0.server.http.ManagementSettings;
import dev.cvr0.settings.InvalidSettingsException;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The HTTP API and its listener. */
record HttpServer(HttpApi api, HttpListener listener) implements AutoCloseable {

    /**
     * Starts the API, with the management operations if they are configured.
     *
     * @throws InvalidSettingsException if the management operations cannot be used
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
                        management(source, configured, plugin, statistics),
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

    private static Management management(
            SettingSource source, ManagementSettings settings, StandalonePlugin plugin, DecisionStatistics statistics) {
        if (!(plugin.policy() instanceof CatalogPolicy policy)) {
            throw invalid(
                    "cvr0.http.tokens: the management operations need the policy of the catalog, but another policy is on"
                            + " the class path; remove that policy or this setting");
        }
        createFolder(settings.folder());
        CatalogSettings catalog = CatalogSettings.read(new SettingsReader(source));
        return new Management(policy, catalog, store(source, settings, catalog), settings.folder(), statistics);
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw invalid("cvr0.http.folder: " + folder + " cannot be created: " + AtomicFile.ioErrorMessage(e)
                    + "; use a folder in which the server can write");
        }
    }

    private static Optional<Supplier<PublicationStore>> store(
            SettingSource source, ManagementSettings settings, CatalogSettings catalog) {
        String location = settings.store().orElse(catalog.location());
        // A path that is the catalog is not a store, and a web server can only be read.
        if (settings.store().isEmpty() && (!catalog.isShared() || location.matches("https?:.*"))) {
            return Optional.empty();
        }
        try {
            SourceProvider provider = SourceProvider.of(location);
            return Optional.of(() -> provider.store(location, source));
        } catch (CatalogException e) {
            throw invalid("cvr0.http.store: " + e.getMessage());
        }
    }

    private static InvalidSettingsException invalid(String problem) {
        return new InvalidSettingsException(List.of(problem));
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
