// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.server.settings.LayeredSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for settings by their keys. */
public class SettingFileOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The properties file with settings. Default: cvr0.properties in the folder that the environment"
                            + " variable CVR0_CONF names, otherwise in the folder conf of the server.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting by its key, such as cvr0.ver.answer=list. Repeatable.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** Returns the settings from all sources, and those from other options. */
    public LayeredSettings layered(Map<String, String> options) {
        Map<String, String> commandLine = new LinkedHashMap<>(settings);
        commandLine.putAll(options);
        return LayeredSettings.load(commandLine, Optional.ofNullable(config).or(LayeredSettings::installedFile));
    }
}
