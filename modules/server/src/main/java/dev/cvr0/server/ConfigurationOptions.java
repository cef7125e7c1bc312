// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.catalog.CatalogPolicy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command with a policy shares. */
final class ConfigurationOptions {

    @Option(
            names = "--catalog",
            paramLabel = "PATH",
            description =
                    "The catalogue: a file, or a folder of files. Default: the one of historic answers that comes with the server.")
    private @Nullable String catalog;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The properties file with the settings. Default: conf/cvr0.properties of the server.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any setting by its key, such as cvr0.ver.answer=list. May be repeated.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    /**
     * Everything that configures the server, with the command line first.
     *
     * @param options further keys that the command line gave
     */
    Configuration configuration(Map<String, String> options) {
        Map<String, String> given = new LinkedHashMap<>(settings);
        Optional.ofNullable(catalog).ifPresent(file -> given.put(CatalogPolicy.FILE, file));
        given.putAll(options);
        return Configuration.load(given, Optional.ofNullable(config).or(ConfigurationOptions::installed));
    }

    private static Optional<Path> installed() {
        return Optional.ofNullable(System.getProperty("cvr0.home"))
                .map(home -> Path.of(home, "conf", "cvr0.properties"));
    }
}
