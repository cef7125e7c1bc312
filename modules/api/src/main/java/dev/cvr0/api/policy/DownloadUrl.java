// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import dev.cvr0.api.protocol.Token;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A URL that a client may be sent to.
 *
 * @param text an absolute http, https or ftp URL with a host, at most {@value #MAX_LENGTH} characters
 * @since 0.1
 */
public record DownloadUrl(String text) {

    /** The longest URL: an answer carries two, and a line has at most 1664 bytes. */
    public static final int MAX_LENGTH = 700;

    private static final Set<String> SCHEMES = Set.of("http", "https", "ftp");

    /**
     * @throws IllegalArgumentException if the text is no such URL
     */
    public DownloadUrl {
        findFault(text).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
    }

    /**
     * Reads a URL.
     *
     * @param text any text
     * @return the URL, or empty if a client cannot be sent there
     */
    public static Optional<DownloadUrl> find(String text) {
        return findFault(text).isEmpty() ? Optional.of(new DownloadUrl(text)) : Optional.empty();
    }

    /**
     * Says why a client cannot be sent to a URL.
     *
     * @param text any text
     * @return what is wrong, worded to follow the name of a field; empty if nothing is
     */
    public static Optional<String> findFault(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.of("must have at most " + MAX_LENGTH + " characters, but has " + text.length());
        }
        return Token.findFault(text).or(() -> findFaultOfUri(text));
    }

    private static Optional<String> findFaultOfUri(String text) {
        try {
            URI uri = new URI(text);
            boolean usable = uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null;
            return usable ? Optional.empty() : Optional.of("must be an absolute http, https or ftp URL with a host");
        } catch (URISyntaxException e) {
            return Optional.of("must be a URL, but is not: " + e.getReason() + " at character " + (e.getIndex() + 1));
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
