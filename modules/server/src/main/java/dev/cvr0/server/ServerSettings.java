// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.settings.SettingsReader;
import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.host.HostSettings;
import dev.cvr0.plugin.settings.PluginSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be set about the server.
 *
 * @param host how it listens and what it grants
 * @param plugin how VER and CVQ are answered
 * @param dialects {@code cvr0.dialects}: what the host speaks itself, best first; default none. Copied
 * @param census {@code cvr0.census}: the file in which the kinds of clients that ask are counted; empty, the default, if
 *     they are not
 */
record ServerSettings(HostSettings host, PluginSettings plugin, List<Dialect> dialects, String census) {

    private static final String CENSUS = "cvr0.census";

    ServerSettings {
        dialects = List.copyOf(dialects);
    }

    /**
     * Reads every key, and refuses those of ours that nobody knows, in the environment as well.
     *
     * @throws dev.cvr0.api.settings.BadSettingsException with every value that cannot be used and every unknown key
     *     or name of a variable of the environment
     */
    static ServerSettings read(Configuration configuration) {
        Set<String> known = new HashSet<>(Set.of("cvr0.home"));
        SettingsReader reader = new SettingsReader(key -> {
            known.add(key);
            return configuration.find(key);
        });
        ServerSettings settings = read(reader);
        configuration
                .keys()
                .filter(key -> !known.contains(key))
                .sorted()
                .forEach(key -> reader.reject(
                        key, configuration.find(key).orElse(""), "a key that cvr0 knows: see conf/cvr0.properties"));
        new EnvironmentNames(known)
                .unknown(System.getenv().keySet())
                .forEach((name, expected) -> reader.reject("environment", name, expected));
        reader.throwIfBad();
        return settings;
    }

    /** Reads every key; what cannot be used is noted in the reader. */
    static ServerSettings read(SettingsReader reader) {
        // read again by the catalogue's own bean; here so that what is wrong is told with the rest
        CatalogSettings.read(reader);
        return new ServerSettings(
                HostSettings.read(reader),
                PluginSettings.read(reader),
                reader.list("cvr0.dialects", "names such as MSNP8, separated by commas", Dialect::find),
                reader.value(CENSUS, "", "a file that a census can be kept in", ServerSettings::census));
    }

    private static Optional<String> census(String file) {
        try {
            CensusFile.before(Path.of(file));
            return Optional.of(file);
        } catch (InvalidPathException | BadClientsException e) {
            return Optional.empty();
        }
    }
}
