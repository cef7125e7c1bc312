// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.server.settings.LayeredSettings;
import dev.cvr0.settings.InvalidSettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for settings, shared by all commands that run a policy. */
final class SettingOptions extends SettingFileOptions {

    @Option(
            names = "--catalog",
            paramLabel = "PATH",
            description =
                    "The catalog: a file, or a folder of files. Default: the bundled catalog with the historic answers.")
    private @Nullable String catalog;

    @Override
    public LayeredSettings layered(Map<String, String> options) {
        Map<String, String> commandLine = new LinkedHashMap<>();
        Optional.ofNullable(catalog).ifPresent(path -> commandLine.put(CatalogSettings.LOCATION.key(), path));
        commandLine.putAll(options);
        return super.layered(commandLine);
    }

    /** Returns the settings for a draft, which has no signature yet. The state file of a server is not used. */
    LayeredSettings unsigned(Map<String, String> options) {
        Map<String, String> draft = new LinkedHashMap<>(options);
        draft.putAll(Map.of(
                CatalogSettings.PUBLIC_KEYS.key(), "",
                CatalogSettings.SIGNATURES_REQUIRED.key(), "",
                CatalogSettings.EMERGENCY_KEY.key(), "",
                CatalogSettings.STATE.key(), ""));
        LayeredSettings source = layered(draft);
        String location = source.value(CatalogSettings.LOCATION.key()).orElse("");
        if (CatalogSettings.isShared(location)) {
            throw new InvalidSettingsException(List.of(CatalogSettings.LOCATION
                    + ": is a source that servers share; write a version to a folder with 'cvr0 show VERSION --from "
                    + LogSafeText.escape(SourceProvider.withoutSecrets(location))
                    + " --output FOLDER', and use --catalog FOLDER"));
        }
        return source;
    }
}
