// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.settings;

import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.settings.SettingsReader;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The advice for when the policy fails, whole or not at all: four keys belong together, the second version may be left
 * out.
 */
final class FallbackAdvice {

    private static final String PREFIX = "cvr0.policy.fallback.";
    private static final String NEEDED = "a value, since other keys of " + PREFIX + "* are set";

    private final SettingsReader reader;

    private FallbackAdvice(SettingsReader reader) {
        this.reader = reader;
    }

    static Optional<Advice> read(SettingsReader reader) {
        FallbackAdvice keys = new FallbackAdvice(reader);
        Optional<ClientVersion> recommended = keys.version("recommended");
        Optional<ClientVersion> second = keys.version("second");
        Optional<ClientVersion> minimum = keys.version("minimum");
        Optional<DownloadUrl> download = keys.url("download-url");
        Optional<DownloadUrl> page = keys.url("fallback-url");
        if (Stream.of(recommended, second, minimum, download, page).allMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        keys.need("recommended", recommended);
        keys.need("minimum", minimum);
        keys.need("download-url", download);
        keys.need("fallback-url", page);
        return recommended.flatMap(version -> minimum.flatMap(least -> download.flatMap(url -> page.map(fallback ->
                new Advice(version, second.orElse(version), least, url.text(), fallback.text(), "fallback advice")))));
    }

    private Optional<ClientVersion> version(String key) {
        return find(
                key,
                "a version such as 7.0.0813",
                text -> Optional.of(ClientVersion.of(text)).filter(ClientVersion::isReadable));
    }

    private Optional<DownloadUrl> url(String key) {
        return find(key, "an absolute http, https or ftp URL", DownloadUrl::find);
    }

    private <T> Optional<T> find(String key, String expected, Function<String, Optional<T>> parse) {
        return reader.value(
                PREFIX + key,
                Optional.empty(),
                expected,
                text -> parse.apply(text).map(Optional::of));
    }

    private void need(String key, Optional<?> value) {
        if (value.isEmpty()) {
            reader.reject(PREFIX + key, "", NEEDED);
        }
    }
}
