// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The source of settings: texts by key. Thread-safe. In a container the plugin provides {@link #platform} as a bean of this
 * type; an application can replace it with an alternative.
 *
 * @see SettingsReader
 * @since 0.1
 */
public interface SettingSource {

    /** A source without keys: every setting has its default. */
    SettingSource EMPTY = of(Map.of());

    /**
     * Creates a source in memory.
     *
     * @param values the texts by key; copied
     * @return the source
     */
    static SettingSource of(Map<String, String> values) {
        Map<String, String> copy = Map.copyOf(values);
        return new SettingSource() {
            @Override
            public Optional<String> value(String key) {
                return Optional.ofNullable(copy.get(key));
            }

            @Override
            public Set<String> keys() {
                return copy.keySet();
            }
        };
    }

    /**
     * Returns the text of a setting.
     *
     * @param key the key with its prefix, such as {@code cvr0.ver.answer}
     * @return the text, or empty if the key is not set
     */
    Optional<String> value(String key);

    /**
     * Returns the keys that are set and begin with {@code cvr0.}, for the detection of unknown keys. Environment
     * variables are included by name ({@code CVR0_VER_ANSWER}).
     *
     * @return the keys; may be incomplete if the source cannot list all of them
     */
    Set<String> keys();

    /**
     * Returns the configuration of the platform: MicroProfile Config if the server provides it, otherwise system
     * properties and then environment variables ({@code CVR0_VER_ANSWER} for {@code cvr0.ver.answer}).
     *
     * @return the source
     */
    static SettingSource platform() {
        return PlatformSettings.detect();
    }
}
