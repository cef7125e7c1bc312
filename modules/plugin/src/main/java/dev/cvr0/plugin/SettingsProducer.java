// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.settings.SettingSource;
import dev.cvr0.api.settings.SettingsReader;
import dev.cvr0.plugin.settings.PluginSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the settings, unless the application provides an alternative. */
@Part
class SettingsProducer {

    @Produces
    @Singleton
    SettingSource source() {
        return MicroProfileSource.find();
    }

    @Produces
    @Singleton
    PluginSettings settings(SettingSource source) {
        SettingsReader reader = new SettingsReader(source);
        PluginSettings settings = PluginSettings.read(reader);
        reader.throwIfBad();
        return settings;
    }
}
