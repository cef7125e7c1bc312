// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An entry of an allow-list of hosts.
 *
 * @param name the host in lower case
 * @param includesSubdomains whether each host below it is allowed, but not the host itself
 */
record DownloadHost(String name, boolean includesSubdomains) {

    private static final String WILDCARD = "*.";
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]{2,45}\\]");

    /** Parses a host, or a wildcard such as {@code *.example.org}. */
    static Optional<DownloadHost> tryParse(String text) {
        boolean wildcard = text.startsWith(WILDCARD);
        String name = (wildcard ? text.substring(WILDCARD.length()) : text).toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches() ? Optional.of(new DownloadHost(name, wildcard)) : Optional.empty();
    }

    boolean matches(String host) {
        String other = host.toLowerCase(Locale.ROOT);
        return includesSubdomains ? other.endsWith("." + name) : other.equals(name);
    }
}
