// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.settings;

import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.settings.SettingsReader;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be set about the policy, whichever it is.
 *
 * @param unknownClients {@code cvr0.policy.unknown-clients}: what a client gets that the policy does not know; default
 *     {@code strict}
 * @param unknownDownloadUrl {@code cvr0.policy.unknown-clients.download-url}: the download such a client is named in the
 *     modes {@code lenient} and {@code echo}; default {@code http://messenger.msn.com}
 * @param unknownFallbackUrl {@code cvr0.policy.unknown-clients.fallback-url}: the page, likewise
 * @param timeout {@code cvr0.policy.timeout}: how long a policy that may block is waited for; default 2 s
 * @param threads {@code cvr0.policy.threads}: how many calls of such a policy run at once; default 16
 * @param fallback {@code cvr0.policy.fallback.*}: what clients are told when the policy fails; {@code null} for none,
 *     which is the default: they get 500
 * @since 0.1
 */
public record PolicySettings(
        UnknownClientMode unknownClients,
        DownloadUrl unknownDownloadUrl,
        DownloadUrl unknownFallbackUrl,
        Duration timeout,
        int threads,
        @Nullable Advice fallback) {

    private static final DownloadUrl MESSENGER = new DownloadUrl("http://messenger.msn.com");

    /** Every default. */
    public static final PolicySettings DEFAULTS =
            new PolicySettings(UnknownClientMode.STRICT, MESSENGER, MESSENGER, Duration.ofSeconds(2), 16, null);

    /**
     * @throws IllegalArgumentException if the timeout or the number of threads is not positive
     */
    public PolicySettings {
        Objects.requireNonNull(unknownClients, "unknownClients");
        Objects.requireNonNull(unknownDownloadUrl, "unknownDownloadUrl");
        Objects.requireNonNull(unknownFallbackUrl, "unknownFallbackUrl");
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout of the policy must be positive, not " + timeout);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("the policy needs a thread, not " + threads);
        }
    }

    /**
     * What clients are told when the policy fails.
     *
     * @return the configured advice, if there is any
     */
    public Optional<Advice> fallbackAdvice() {
        return Optional.ofNullable(fallback);
    }

    static PolicySettings read(SettingsReader reader) {
        return new PolicySettings(
                reader.choice("cvr0.policy.unknown-clients", DEFAULTS.unknownClients),
                url(reader, "cvr0.policy.unknown-clients.download-url"),
                url(reader, "cvr0.policy.unknown-clients.fallback-url"),
                reader.duration("cvr0.policy.timeout", DEFAULTS.timeout, Duration.ofMinutes(1)),
                reader.number("cvr0.policy.threads", DEFAULTS.threads, 1, 1024),
                FallbackAdvice.read(reader).orElse(null));
    }

    private static DownloadUrl url(SettingsReader reader, String key) {
        return reader.value(key, MESSENGER, "an absolute http, https or ftp URL", DownloadUrl::find);
    }
}
