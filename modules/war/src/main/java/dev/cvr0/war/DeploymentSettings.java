// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.settings.SettingSource;
import dev.cvr0.api.settings.SettingsReader;
import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.host.HostSettings;
import dev.cvr0.plugin.settings.PluginSettings;
import java.util.List;

/**
 * What can be set about the host of a deployment.
 *
 * @param host how it listens and what it grants
 * @param dialects {@code cvr0.dialects}: what it speaks itself, best first; default none. Copied
 */
record DeploymentSettings(HostSettings host, List<Dialect> dialects) {

    DeploymentSettings {
        dialects = List.copyOf(dialects);
    }

    /**
     * Reads every key.
     *
     * @throws dev.cvr0.api.settings.BadSettingsException with every value that cannot be used, also those of the plugin
     *     and of the catalogue
     */
    static DeploymentSettings read(SettingSource source) {
        SettingsReader reader = new SettingsReader(source);
        // read again by their own beans; here so that what is wrong is told with the rest
        PluginSettings.read(reader);
        CatalogSettings.read(reader);
        DeploymentSettings settings = new DeploymentSettings(
                HostSettings.read(reader),
                reader.list("cvr0.dialects", "names such as MSNP8, separated by commas", Dialect::find));
        reader.throwIfBad();
        return settings;
    }
}
