// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of one module, or of several together: the source of parsing, documentation and the detection of unknown
 * keys. Immutable. In a container each module with settings provides a bean of this type.
 *
 * @param settings the declarations in the order of the documentation; copied
 * @since 0.1
 */
public record SettingsTable(List<Setting<?>> settings) {

    static final String PREFIX = "cvr0.";
    static final String ENVIRONMENT_PREFIX = "CVR0_";

    /**
     * Checks the keys.
     *
     * @throws IllegalArgumentException if a key occurs twice
     */
    public SettingsTable {
        settings = List.copyOf(settings);
        Map<String, Setting<?>> byKey = new LinkedHashMap<>();
        for (Setting<?> setting : settings) {
            if (byKey.put(setting.key(), setting) != null) {
                throw new IllegalArgumentException(setting.key() + " is declared twice");
            }
        }
    }

    /**
     * Creates a table.
     *
     * @param settings the declarations
     * @return the table
     * @throws IllegalArgumentException if a key occurs twice
     */
    public static SettingsTable of(Setting<?>... settings) {
        return new SettingsTable(List.of(settings));
    }

    /**
     * Joins tables.
     *
     * @param tables the tables of several modules
     * @return one table with all settings
     * @throws IllegalArgumentException if a key occurs twice
     */
    public static SettingsTable join(Collection<SettingsTable> tables) {
        List<Setting<?>> all = new ArrayList<>();
        tables.forEach(table -> all.addAll(table.settings()));
        return new SettingsTable(all);
    }

    /**
     * Returns the environment variable of a key, as MicroProfile Config defines it.
     *
     * @param key such as {@code cvr0.ver.answer}
     * @return such as {@code CVR0_VER_ANSWER}
     */
    public static String environmentName(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
