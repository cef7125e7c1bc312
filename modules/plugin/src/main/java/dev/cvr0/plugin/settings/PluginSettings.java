// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.settings;

import dev.cvr0.settings.Band;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import java.util.List;
import java.util.Objects;

/**
 * The settings of the plugin. Immutable.
 *
 * <p>In a container this is a bean, read from the {@link SettingSource} bean. An application replaces it with an
 * {@code @Alternative} that has a {@code @Priority}.
 *
 * @param verAnswer {@code cvr0.ver.answer}: the number of dialects in the answer to VER; {@code single} by default
 * @param cvq the settings of CVQ and CVR
 * @param policy the settings of the policy call
 * @since 0.1
 */
public record PluginSettings(VerAnswer verAnswer, CvqSettings cvq, PolicySettings policy) {

    private static final Setting<VerAnswer> VER_ANSWER = Setting.choice(
            "cvr0.ver.answer",
            VerAnswer.SINGLE,
            Band.RARE,
            "The answer to VER: the agreed dialect (single) or all common dialects (list). Some old third-party clients"
                    + " require the list.");

    /** All settings of the plugin. */
    public static final SettingsTable TABLE =
            SettingsTable.join(List.of(SettingsTable.of(VER_ANSWER), CvqSettings.TABLE, PolicySettings.TABLE));

    /** The default of every setting. */
    public static final PluginSettings DEFAULTS = read(new SettingsReader(SettingSource.EMPTY));

    /** Checks that no component is null. */
    public PluginSettings {
        Objects.requireNonNull(verAnswer, "verAnswer");
        Objects.requireNonNull(cvq, "cvq");
        Objects.requireNonNull(policy, "policy");
    }

    /**
     * Reads all settings of the plugin.
     *
     * @param reader the reader, which records invalid values
     * @return the settings, with the default in place of each invalid value
     */
    public static PluginSettings read(SettingsReader reader) {
        return new PluginSettings(reader.read(VER_ANSWER), CvqSettings.read(reader), PolicySettings.read(reader));
    }
}
