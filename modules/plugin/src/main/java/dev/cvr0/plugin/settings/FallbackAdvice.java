// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.settings;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.settings.Band;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import java.util.Optional;
import java.util.stream.Stream;

/** The advice for clients when the policy fails: four keys that must be set together, and an optional second version. */
final class FallbackAdvice {

    private static final String PREFIX = "cvr0.policy.fallback.";

    private static final Setting<Optional<ClientVersion>> RECOMMENDED = version(
            "recommended",
            "The recommended version in the answer if the policy fails. If not set, the answer is error 500.");
    private static final Setting<Optional<ClientVersion>> SECOND = version(
            "second",
            "The second recommended version in the answer if the policy fails. Default: the recommended version.");
    private static final Setting<Optional<ClientVersion>> MINIMUM =
            version("minimum", "The minimum version, inclusive, in the answer if the policy fails.");
    private static final Setting<Optional<DownloadUrl>> DOWNLOAD_URL =
            url("download-url", "The download URL in the answer if the policy fails.");
    private static final Setting<Optional<DownloadUrl>> FALLBACK_URL =
            url("fallback-url", "The fallback URL in the answer if the policy fails.");

    static final SettingsTable TABLE = SettingsTable.of(RECOMMENDED, SECOND, MINIMUM, DOWNLOAD_URL, FALLBACK_URL);

    private FallbackAdvice() {}

    static Optional<Advice> read(SettingsReader reader) {
        Optional<ClientVersion> recommended = reader.read(RECOMMENDED);
        Optional<ClientVersion> second = reader.read(SECOND);
        Optional<ClientVersion> minimum = reader.read(MINIMUM);
        Optional<DownloadUrl> download = reader.read(DOWNLOAD_URL);
        Optional<DownloadUrl> page = reader.read(FALLBACK_URL);
        if (Stream.of(recommended, second, minimum, download, page).allMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        require(reader, RECOMMENDED, recommended);
        require(reader, MINIMUM, minimum);
        require(reader, DOWNLOAD_URL, download);
        require(reader, FALLBACK_URL, page);
        return Stream.of(recommended, minimum, download, page).allMatch(Optional::isPresent)
                ? advice(
                        reader,
                        recommended.get(),
                        second.orElse(recommended.get()),
                        minimum.get(),
                        download.get(),
                        page.get())
                : Optional.empty();
    }

    private static Optional<Advice> advice(
            SettingsReader reader,
            ClientVersion recommended,
            ClientVersion second,
            ClientVersion minimum,
            DownloadUrl download,
            DownloadUrl page) {
        try {
            return Optional.of(new Advice(recommended, second, minimum, download, page, "fallback advice"));
        } catch (IllegalArgumentException e) {
            reader.add(PREFIX + "*: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void require(SettingsReader reader, Setting<?> setting, Optional<?> value) {
        if (value.isEmpty()) {
            reader.add(setting.key() + ": not set, but required if other " + PREFIX + "* keys are set");
        }
    }

    private static Setting<Optional<ClientVersion>> version(String name, String description) {
        return Setting.optional(
                PREFIX + name,
                "a version such as 7.0.0813",
                text -> ClientVersion.tryParse(text).filter(ClientVersion::isReadable),
                Band.RARE,
                description);
    }

    private static Setting<Optional<DownloadUrl>> url(String name, String description) {
        return Setting.optional(
                PREFIX + name, "an absolute http, https or ftp URL", DownloadUrl::tryParse, Band.RARE, description);
    }
}
