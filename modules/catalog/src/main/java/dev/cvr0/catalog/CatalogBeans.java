// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.settings.InvalidSettingsException;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;

/**
 * The beans of {@link CatalogPolicy}: its settings and its catalog.
 *
 * @since 0.1
 */
@Dependent
public class CatalogBeans {

    /** The setting of the plugin that applies to unknown clients. */
    static final String UNKNOWN_CLIENTS = "cvr0.policy.unknown-clients";

    /** Creates the producers; for the container. */
    public CatalogBeans() {}

    /**
     * Returns the declarations of the settings, with those of the providers of shared sources.
     *
     * @return the table
     */
    @Produces
    @Singleton
    public static SettingsTable table() {
        return SettingsTable.join(List.of(CatalogSettings.TABLE, SourceProvider.allSettings()));
    }

    /**
     * Reads the settings.
     *
     * @param source the configuration
     * @return the settings
     * @throws InvalidSettingsException if a setting is invalid
     */
    @Produces
    @Singleton
    public static CatalogSettings settings(SettingSource source) {
        SettingsReader reader = new SettingsReader(source);
        CatalogSettings settings = CatalogSettings.read(reader);
        reader.throwIfInvalid();
        return settings;
    }

    /**
     * Loads the catalog. Not called if another policy replaces {@link CatalogPolicy}.
     *
     * @param settings the settings
     * @param source the source of the settings
     * @return the catalog; the container closes it
     * @throws CatalogException if the catalog cannot be read, is invalid, or is not signed as required
     */
    @Produces
    @Singleton
    public static ReloadingCatalog open(CatalogSettings settings, SettingSource source) {
        return ReloadingCatalog.open(settings, source);
    }

    static void close(@Disposes ReloadingCatalog catalog) {
        catalog.close();
    }

    // The policy is created on first use. This call makes an invalid catalog fail the deployment, after the plugin has
    // reported all of its problems, and before a host accepts connections.
    static void load(
            @Observes @Priority(Interceptor.Priority.APPLICATION) Startup startup,
            Instance<VersionPolicy> policies,
            Instance<ReloadingCatalog> catalogs,
            Instance<SettingSource> settings) {
        if (!policies.isResolvable()) {
            return;
        }
        VersionPolicy policy = policies.get();
        policy.mayBlock();
        if (policy instanceof CatalogPolicy && refusesUnreadableVersions(settings.get())) {
            catalogs.get().reportRefusedUnreadableVersions();
        }
    }

    static boolean refusesUnreadableVersions(SettingSource settings) {
        return settings.value(UNKNOWN_CLIENTS).map("strict"::equals).orElse(true);
    }
}
