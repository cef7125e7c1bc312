// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.runtime;

import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.CatalogStatus;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.front.RelaySettings;
import dev.cvr0.settings.SettingSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds settings and limits that a server can start with, but that are likely to cause trouble later. */
final class StartupWarnings {

    /** The limits of this process on Linux. */
    static final Path LIMITS = Path.of("/proc/self/limits");

    private static final Pattern OPEN_FILES = Pattern.compile("Max open files\\s+([0-9]{1,18})\\s.*");
    private static final Duration EXPIRES_SOON = Duration.ofDays(7);

    // JARs, the log, the listener and the epoll descriptors.
    private static final int OTHER_FILES = 150;

    private StartupWarnings() {}

    /**
     * Returns the warnings.
     *
     * @param source the settings
     * @param maxConnections the largest number of connections
     * @param limits the file with the limits of the process; it may be missing
     * @param catalog the status of the catalog, unless another policy is in use
     * @param now the current time
     */
    static List<String> find(
            SettingSource source, int maxConnections, Path limits, Optional<CatalogStatus> catalog, Instant now) {
        List<String> warnings = new ArrayList<>();
        source.value(CatalogSettings.AT.key())
                .ifPresent(
                        at -> warnings.add(
                                "CVR0-4007: " + CatalogSettings.AT.key() + " is set, so all rules are evaluated"
                                        + " at that time and not at the current time; remove it, unless this server is a preview"));
        OptionalLong files = openFiles(limits);
        // A relay has a connection to the emulator for each connection of a client.
        boolean relay = source.value(RelaySettings.UPSTREAM.key()).isPresent();
        long needed = OTHER_FILES + (relay ? 2L : 1L) * maxConnections;
        if (files.isPresent() && files.getAsLong() < needed) {
            warnings.add("CVR0-4008: this process can open " + files.getAsLong() + " files, too few for "
                    + maxConnections + " connections; raise the limit to " + needed
                    + " (ulimit -n, or LimitNOFILE in systemd), or lower cvr0.max-connections");
        }
        catalog.flatMap(status -> expiry(status, now)).ifPresent(warnings::add);
        return warnings;
    }

    private static Optional<String> expiry(CatalogStatus status, Instant now) {
        SignedRevision revision = status.revision();
        if (!revision.isSigned()
                || revision.isExpired(now)
                || revision.expires().isAfter(now.plus(EXPIRES_SOON))) {
            return Optional.empty();
        }
        return Optional.of("CVR0-4009: version " + revision.version() + " of the catalog expires at "
                + revision.expires() + "; sign and publish a new version before");
    }

    private static OptionalLong openFiles(Path limits) {
        try {
            for (String line : Files.exists(limits) ? Files.readAllLines(limits) : List.<String>of()) {
                Matcher matcher = OPEN_FILES.matcher(line);
                if (matcher.matches()) {
                    return OptionalLong.of(Long.parseLong(matcher.group(1)));
                }
            }
        } catch (IOException e) {
            // Without the limits, there is nothing to warn about.
        }
        return OptionalLong.empty();
    }
}
