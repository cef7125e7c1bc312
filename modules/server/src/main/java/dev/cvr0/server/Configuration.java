// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.api.settings.BadSettingsException;
import dev.cvr0.api.settings.SettingSource;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The settings by their keys: the command line wins over system properties, those over the environment, that over the
 * properties file.
 */
final class Configuration implements SettingSource {

    private static final int COMMAND_LINE = 500;
    private static final int FILE = 200;

    private final SmallRyeConfig config;

    private Configuration(SmallRyeConfig config) {
        this.config = config;
    }

    /**
     * Brings the sources together.
     *
     * @param commandLine keys and values
     * @param file the properties file; none that was named is an error, not a default
     * @throws BadSettingsException if the file cannot be read
     */
    static Configuration load(Map<String, String> commandLine, Optional<Path> file) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(commandLine, "the command line", COMMAND_LINE));
        file.map(Configuration::source).ifPresent(builder::withSources);
        return new Configuration(builder.build());
    }

    @Override
    public Optional<String> find(String key) {
        try {
            return config.getOptionalValue(key, String.class);
        } catch (NoSuchElementException | IllegalArgumentException e) {
            throw new BadSettingsException(List.of(key + ": " + e.getMessage()));
        }
    }

    /** The keys of ours that are set anywhere but in the environment, where a name does not tell its dots. */
    Stream<String> keys() {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .filter(source -> !(source instanceof EnvConfigSource))
                .flatMap(source -> source.getPropertyNames().stream())
                .filter(name -> name.startsWith("cvr0."))
                .distinct();
    }

    private static PropertiesConfigSource source(Path file) {
        try {
            return new PropertiesConfigSource(file.toUri().toURL(), FILE);
        } catch (IOException | IllegalArgumentException e) {
            throw new BadSettingsException(List.of(file + ": the settings cannot be read: " + e.getMessage()));
        }
    }
}
