// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import dev.cvr0.api.protocol.Token;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A URL that is sent to clients: an absolute http, https or ftp URL with a host. Immutable.
 *
 * @see Token
 * @since 0.1
 */
public final class DownloadUrl {

    /** The longest URL in UTF-16 units: an answer carries two, and a line has at most 1664 bytes. */
    public static final int MAX_LENGTH = 700;

    private static final Set<String> SCHEMES = Set.of("http", "https", "ftp");

    private final Token token;

    /**
     * Creates a URL from its text.
     *
     * @param text an absolute http, https or ftp URL with a host, at most {@value #MAX_LENGTH} UTF-16 units
     * @throws IllegalArgumentException if the text is not such a URL
     */
    public DownloadUrl(String text) {
        validate(text).ifPresent(problem -> {
            throw new IllegalArgumentException("a download URL " + problem);
        });
        this.token = new Token(text);
    }

    /**
     * Parses a URL.
     *
     * @param text any text
     * @return the URL, or empty if the text cannot be sent as a URL
     */
    public static Optional<DownloadUrl> tryParse(String text) {
        return validate(text).isEmpty() ? Optional.of(new DownloadUrl(text)) : Optional.empty();
    }

    /**
     * Checks whether a text can be sent as a URL.
     *
     * @param text any text
     * @return the problem, worded to follow the name of a field; empty if there is none
     */
    public static Optional<String> validate(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.of("must have at most " + MAX_LENGTH + " characters, but has " + text.length());
        }
        return Token.validate(text).or(() -> validateUri(text));
    }

    private static Optional<String> validateUri(String text) {
        try {
            URI uri = new URI(text);
            boolean usable = uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null;
            return usable ? Optional.empty() : Optional.of("must be an absolute http, https or ftp URL with a host");
        } catch (URISyntaxException e) {
            return Optional.of(
                    "must be a URL, but has an error at character " + (e.getIndex() + 1) + ": " + e.getReason());
        }
    }

    /** {@return the text of the URL, as given to the constructor} */
    public String text() {
        return token.text();
    }

    /** {@return the URL as a parameter of an answer} */
    public Token token() {
        return token;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DownloadUrl that && token.equals(that.token);
    }

    @Override
    public int hashCode() {
        return token.hashCode();
    }

    @Override
    public String toString() {
        return token.text();
    }
}
