// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

import dev.cvr0.api.text.EditDistance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings of one module, or of several together: the source of parsing, documentation and the detection of unknown
 * keys. Immutable. In a container each module with settings provides a bean of this type.
 *
 * @param settings the declarations in the order of the documentation; copied
 * @see Setting
 * @since 0.1
 */
public record SettingsTable(List<Setting<?>> settings) {

    static final String PREFIX = "cvr0.";
    static final String ENVIRONMENT_PREFIX = "CVR0_";

    private static final int MAX_EDIT_DISTANCE = 2;
    // The start script reads CVR0_JAVA_OPTS, and commands read CVR0_TOKEN. Kubernetes sets the others in every
    // container for
    // each service, for example for services named cvr0 or cvr0-beta.
    private static final Pattern IGNORED_VARIABLE = Pattern.compile(
            "CVR0_(JAVA_OPTS|TOKEN|(.+_)?(SERVICE_(HOST|PORT)(_.+)?|PORT(_[0-9]+_(TCP|UDP|SCTP)(_.+)?)?))");

    /**
     * Checks the keys.
     *
     * @throws IllegalArgumentException if a key occurs twice
     */
    public SettingsTable {
        settings = List.copyOf(settings);
        Set<String> keys = new HashSet<>();
        for (Setting<?> setting : settings) {
            if (!keys.add(setting.key())) {
                throw new IllegalArgumentException(setting.key() + " is declared twice: remove one declaration");
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

    /**
     * Returns the keys of a source that this table does not declare. The environment variables that Kubernetes sets for
     * services, CVR0_JAVA_OPTS and CVR0_TOKEN are ignored. Values are omitted because they may be secrets.
     *
     * @param keysOfSource the keys of {@link SettingSource#keys}; names that begin neither with {@code cvr0.} nor with
     *     {@code CVR0_} are ignored
     * @return a problem for each unknown key, in one line with the most similar known key, in the order of the keys
     */
    public List<String> unknownKeys(Set<String> keysOfSource) {
        Set<String> keys = settings.stream().map(Setting::key).collect(Collectors.toSet());
        Set<String> variables =
                keys.stream().map(SettingsTable::environmentName).collect(Collectors.toSet());
        List<String> problems = new ArrayList<>();
        keysOfSource.stream().sorted().forEach(key -> {
            // MicroProfile Config may list a variable a second time as a key, with dots in place of underscores.
            if (key.startsWith(PREFIX) && !keys.contains(key) && !keysOfSource.contains(environmentName(key))) {
                problems.add(key + didYouMean("unknown setting", key, keys));
            }
            if (key.startsWith(ENVIRONMENT_PREFIX)
                    && !variables.contains(key)
                    && !IGNORED_VARIABLE.matcher(key).matches()) {
                problems.add(key + didYouMean("unknown environment variable", key, variables));
            }
        });
        return problems;
    }

    // A name that is not similar may belong to another application of the same server.
    private static String didYouMean(String problem, String word, Set<String> known) {
        return known.stream()
                .filter(candidate -> EditDistance.between(word, candidate) <= MAX_EDIT_DISTANCE)
                .min(Comparator.<String>comparingInt(candidate -> EditDistance.between(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .map(candidate -> ": " + problem + "; did you mean " + candidate + "?")
                .orElse(
                        ": not a setting of this application; correct the name, or remove it unless another application uses it");
    }
}
