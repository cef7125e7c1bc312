// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.settings.SettingSource;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Configuration keys from MicroProfile Config, which not every server has. */
final class MicroProfileSource implements SettingSource {

    private final Config config;

    private MicroProfileSource(Config config) {
        this.config = config;
    }

    static SettingSource find() {
        try {
            return new MicroProfileSource(ConfigProvider.getConfig());
        } catch (NoClassDefFoundError | IllegalStateException e) {
            PluginLog.noConfiguration(e);
            return EMPTY;
        }
    }

    @Override
    public Optional<String> find(String key) {
        return config.getOptionalValue(key, String.class);
    }
}
