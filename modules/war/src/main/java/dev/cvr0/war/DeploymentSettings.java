// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.host.HostSettings;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import java.util.List;

/**
 * The settings of the host of a deployment.
 *
 * @param host the settings of the host
 * @param dialects {@code cvr0.dialects}: the dialects that the host speaks itself, best first; empty by default. Copied
 */
record DeploymentSettings(HostSettings host, List<Dialect> dialects) {

    /** The settings of this module; the plugin and the catalog have tables of their own. */
    static final SettingsTable TABLE =
            SettingsTable.join(List.of(HostSettings.TABLE, SettingsTable.of(HandlerRegistry.DIALECTS)));

    DeploymentSettings {
        dialects = List.copyOf(dialects);
    }

    /**
     * Reads the settings.
     *
     * @throws dev.cvr0.settings.InvalidSettingsException with all invalid values, including those of the plugin and of the
     *     catalog
     */
    static DeploymentSettings read(SettingSource source) {
        SettingsReader reader = new SettingsReader(source);
        // Their own beans read these again; reading them here puts their problems into the same report.
        PluginSettings.read(reader);
        CatalogSettings.read(reader);
        DeploymentSettings settings =
                new DeploymentSettings(HostSettings.read(reader), reader.read(HandlerRegistry.DIALECTS));
        reader.throwIfInvalid();
        return settings;
    }
}
