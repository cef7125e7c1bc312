// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.settings;

import dev.cvr0.catalog.files.AtomicFile;
import dev.cvr0.settings.InvalidSettingsException;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsTable;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings from the command line, system properties, environment variables and a properties file. The first source that
 * contains a key wins. A blank value means that the key is not set, and hides later sources. Thread-safe.
 */
public final class LayeredSettings implements SettingSource {

    // The folder of the configuration.
    private static final String FOLDER = "cvr0.conf";
    // Used by the start script; not settings.
    private static final Set<String> RESERVED = Set.of(FOLDER, "cvr0.archive", "CVR0_CONF", "CVR0_JAVA_OPTS");

    private final Map<String, String> commandLine;
    private final Properties file;

    private LayeredSettings(Map<String, String> commandLine, Properties file) {
        this.commandLine = Map.copyOf(commandLine);
        this.file = file;
    }

    /**
     * Combines the sources.
     *
     * @param commandLine the values by key
     * @param file the properties file in UTF-8, if there is one
     * @return the settings
     * @throws InvalidSettingsException if the file cannot be read
     */
    public static LayeredSettings load(Map<String, String> commandLine, Optional<Path> file) {
        Properties properties = new Properties();
        file.ifPresent(path -> read(path, properties));
        return new LayeredSettings(commandLine, properties);
    }

    /**
     * Returns the properties file in the folder of the configuration, which the start script determines.
     *
     * @return its path; empty if the start script was not used
     */
    public static Optional<Path> installedFile() {
        return Optional.ofNullable(System.getProperty(FOLDER)).map(folder -> Path.of(folder, "cvr0.properties"));
    }

    @Override
    public Optional<String> value(String key) {
        return layers(key).flatMap(Optional::stream).findFirst().filter(value -> !value.isBlank());
    }

    @Override
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>(commandLine.keySet());
        keys.addAll(System.getProperties().stringPropertyNames());
        keys.addAll(System.getenv().keySet());
        keys.addAll(file.stringPropertyNames());
        keys.removeAll(RESERVED);
        return keys;
    }

    private Stream<Optional<String>> layers(String key) {
        return Stream.of(
                layer(commandLine.get(key)),
                layer(System.getProperty(key)),
                layer(System.getenv(SettingsTable.environmentName(key))),
                layer(file.getProperty(key)));
    }

    private static Optional<String> layer(@Nullable String value) {
        return Optional.ofNullable(value);
    }

    private static void read(Path file, Properties properties) {
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw unreadable(file, AtomicFile.ioErrorMessage(e));
        } catch (IllegalArgumentException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        }
    }

    private static InvalidSettingsException unreadable(Path file, String reason) {
        return new InvalidSettingsException(
                List.of(file + ": cannot be read as a properties file in UTF-8: " + reason));
    }
}
