// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

import dev.cvr0.api.text.DidYouMean;
import dev.cvr0.api.text.LogSafeText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The settings of one module, or of several together: the source of parsing, documentation and the detection of unknown
 * keys. Immutable. In a container each module with settings provides a bean of this type.
 *
 * @param settings the declarations in the order of the documentation; copied
 * @param otherNames keys and environment variables that begin with {@code cvr0.} or {@code CVR0_} but are read without a
 *     declaration, such as those of a start script; copied
 * @since 0.1
 */
public record SettingsTable(List<Setting<?>> settings, Set<String> otherNames) {

    static final String PREFIX = "cvr0.";
    static final String ENVIRONMENT_PREFIX = "CVR0_";

    // The start script reads CVR0_JAVA_OPTS. Kubernetes sets the others for each service that is called cvr0 or cvr0-x.
    private static final Pattern IGNORED_VARIABLE =
            Pattern.compile("CVR0_(JAVA_OPTS|(.+_)?(SERVICE_(HOST|PORT)(_.+)?|PORT(_[0-9]+_(TCP|UDP|SCTP)(_.+)?)?))");

    /**
     * Checks the keys.
     *
     * @throws IllegalArgumentException if a key occurs twice
     */
    public SettingsTable {
        settings = List.copyOf(settings);
        otherNames = Set.copyOf(otherNames);
        Set<String> keys = new HashSet<>();
        for (Setting<?> setting : settings) {
            if (!keys.add(setting.key())) {
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
        return new SettingsTable(List.of(settings), Set.of());
    }

    /**
     * Joins tables.
     *
     * @param tables the tables of several modules
     * @return one table with all settings and all other names
     * @throws IllegalArgumentException if a key occurs twice
     */
    public static SettingsTable join(Collection<SettingsTable> tables) {
        List<Setting<?>> settings = new ArrayList<>();
        Set<String> otherNames = new HashSet<>();
        tables.forEach(table -> {
            settings.addAll(table.settings());
            otherNames.addAll(table.otherNames());
        });
        return new SettingsTable(settings, otherNames);
    }

    /**
     * Returns this table with names that are read without a declaration.
     *
     * @param names keys or environment variables
     * @return a copy with these names in addition
     */
    public SettingsTable withOtherNames(String... names) {
        Set<String> all = new HashSet<>(otherNames);
        all.addAll(List.of(names));
        return new SettingsTable(settings, all);
    }

    /**
     * Finds the keys that this table does not contain. The variables that Kubernetes sets for services, such as
     * {@code CVR0_SERVICE_HOST}, and {@code CVR0_JAVA_OPTS} are ignored.
     *
     * @param keysOfSource keys and environment variables, as returned by {@link SettingSource#keys}
     * @return a line for each unknown key, in alphabetical order and without its value, which may be a secret:
     *     {@code cvr0.ver.anwser is not a setting; did you mean cvr0.ver.answer?}
     */
    public List<String> unknownKeys(Set<String> keysOfSource) {
        Set<String> keys = new TreeSet<>();
        settings.forEach(setting -> keys.add(setting.key()));
        otherNames.stream().filter(name -> name.startsWith(PREFIX)).forEach(keys::add);
        Set<String> variables = new TreeSet<>();
        keys.forEach(key -> variables.add(environmentName(key)));
        otherNames.stream().filter(name -> name.startsWith(ENVIRONMENT_PREFIX)).forEach(variables::add);
        return keysOfSource.stream()
                .filter(key -> !IGNORED_VARIABLE.matcher(environmentName(key)).matches())
                .filter(key -> !keys.contains(key) && !variables.contains(key))
                .sorted()
                .map(key -> unknown(key, key.startsWith(ENVIRONMENT_PREFIX) ? variables : keys))
                .toList();
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

    private static String unknown(String key, Set<String> known) {
        return LogSafeText.escape(key) + " is not a setting; "
                + DidYouMean.nearest(key, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("remove it");
    }
}
