// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.registration;

import dev.cvr0.plugin.base.PluginBean;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the settings. An application can replace them with alternatives. */
@PluginBean
public class SettingsProducer {

    @Produces
    @Singleton
    SettingSource source() {
        return SettingSource.platform();
    }

    @Produces
    @Singleton
    SettingsTable table() {
        return PluginSettings.TABLE;
    }

    @Produces
    @Singleton
    PluginSettings settings(SettingSource source) {
        SettingsReader reader = new SettingsReader(source);
        PluginSettings settings = PluginSettings.read(reader);
        reader.throwIfInvalid();
        return settings;
    }
}
