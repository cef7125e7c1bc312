// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.settings;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.settings.Band;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the policy call. They apply to any policy. Immutable.
 *
 * @param unknownClients {@code cvr0.policy.unknown-clients}: the answer to clients that the policy does not know;
 *     {@code strict} by default
 * @param unknownDownloadUrl {@code cvr0.policy.unknown-clients.download-url}: the download URL for such clients in the
 *     modes {@code lenient} and {@code echo}; {@code http://messenger.msn.com} by default
 * @param unknownFallbackUrl {@code cvr0.policy.unknown-clients.fallback-url}: the fallback URL for such
 *     clients in these modes; {@code http://messenger.msn.com} by default
 * @param timeout {@code cvr0.policy.timeout}: the time limit for a policy that may block, including the time in the
 *     queue; 2 s by default
 * @param threads {@code cvr0.policy.threads}: the number of threads for such a policy; 16 by default
 * @param fallback {@code cvr0.policy.fallback.*}: the advice for clients when the policy fails; {@code null} if they get
 *     500, which is the default
 * @since 0.1
 */
public record PolicySettings(
        UnknownClientMode unknownClients,
        DownloadUrl unknownDownloadUrl,
        DownloadUrl unknownFallbackUrl,
        Duration timeout,
        int threads,
        @Nullable Advice fallback) {

    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);
    private static final int MAX_THREADS = 1024;
    private static final DownloadUrl DEFAULT_UNKNOWN_URL = new DownloadUrl("http://messenger.msn.com");

    private static final Setting<UnknownClientMode> UNKNOWN_CLIENTS = Setting.choice(
            "cvr0.policy.unknown-clients",
            UnknownClientMode.STRICT,
            Band.ESSENTIAL,
            "The answer to an unknown client: error 420 (strict), the oldest version with the client's version as minimum"
                    + " (lenient), or the client's version (echo).");
    private static final Setting<DownloadUrl> UNKNOWN_DOWNLOAD_URL = url(
            "cvr0.policy.unknown-clients.download-url",
            "The download URL for unknown clients in the modes lenient and echo.");
    private static final Setting<DownloadUrl> UNKNOWN_FALLBACK_URL = url(
            "cvr0.policy.unknown-clients.fallback-url",
            "The fallback URL for unknown clients in the modes lenient and echo.");
    private static final Setting<Duration> TIMEOUT = Setting.duration(
            "cvr0.policy.timeout",
            Duration.ofSeconds(2),
            MAX_TIMEOUT,
            Band.FREQUENT,
            "The time limit for a policy that may block, including the time in the queue.");
    private static final Setting<Integer> THREADS = Setting.number(
            "cvr0.policy.threads",
            16,
            1,
            MAX_THREADS,
            Band.FREQUENT,
            "The number of threads for a policy that may block.");

    static final SettingsTable TABLE = SettingsTable.join(List.of(
            SettingsTable.of(UNKNOWN_CLIENTS, UNKNOWN_DOWNLOAD_URL, UNKNOWN_FALLBACK_URL, TIMEOUT, THREADS),
            FallbackAdvice.TABLE));

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the timeout or the number of threads is not positive
     */
    public PolicySettings {
        Objects.requireNonNull(unknownClients, "unknownClients");
        Objects.requireNonNull(unknownDownloadUrl, "unknownDownloadUrl");
        Objects.requireNonNull(unknownFallbackUrl, "unknownFallbackUrl");
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the policy timeout must be positive, but is " + timeout);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("the number of policy threads must be positive, but is " + threads);
        }
    }

    /**
     * Returns the advice for clients when the policy fails.
     *
     * @return the configured advice; empty if clients get 500
     */
    public Optional<Advice> fallbackAdvice() {
        return Optional.ofNullable(fallback);
    }

    static PolicySettings read(SettingsReader reader) {
        return new PolicySettings(
                reader.read(UNKNOWN_CLIENTS),
                reader.read(UNKNOWN_DOWNLOAD_URL),
                reader.read(UNKNOWN_FALLBACK_URL),
                reader.read(TIMEOUT),
                reader.read(THREADS),
                FallbackAdvice.read(reader).orElse(null));
    }

    private static Setting<DownloadUrl> url(String key, String description) {
        return Setting.of(
                key,
                DEFAULT_UNKNOWN_URL,
                DEFAULT_UNKNOWN_URL.text(),
                "an absolute http, https or ftp URL",
                DownloadUrl::tryParse,
                Band.RARE,
                description);
    }
}
