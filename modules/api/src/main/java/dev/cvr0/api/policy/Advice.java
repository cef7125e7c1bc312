// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Token;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The version a client should run, the minimum version, and the download. An instance always fits on the wire:
 *
 * <pre>{@code
 * Advice.recommend(ClientVersion.parse("7.0.0813"), new DownloadUrl("https://example.org/setup.exe"))
 *         .withMinimum(ClientVersion.parse("6.2.0205"))
 *         .withReason("6.2 and later still sign in")
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param recommended the version to run
 * @param secondRecommended usually the same version; the protocol documentation assumes that it is a maximum version
 * @param minimum the minimum version, inclusive
 * @param downloadUrl the location of the recommended version
 * @param fallbackUrl the page to open when the download fails
 * @param reason the reason for the operator, never sent to the client; may be empty
 * @param enforcement the treatment of a client below the minimum in a session that would continue
 * @param traits keywords about the client for the emulator, such as {@code ansi}; never sent to the client. Copied
 * @see Verdict
 * @see Urgency
 * @since 0.1
 */
public record Advice(
        ClientVersion recommended,
        ClientVersion secondRecommended,
        ClientVersion minimum,
        DownloadUrl downloadUrl,
        DownloadUrl fallbackUrl,
        String reason,
        Enforcement enforcement,
        Set<String> traits)
        implements Verdict {

    /**
     * The longest encoded parameters, in bytes, each with the space before it. A line has at most 1664 bytes, of which
     * verb and transaction id take up to 14 and the terminator 2.
     */
    public static final int MAX_PARAMETER_BYTES = 1648;

    /**
     * Checks that the answer fits in one line.
     *
     * @throws IllegalArgumentException if the parameters take more than {@value #MAX_PARAMETER_BYTES} bytes
     */
    public Advice {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(enforcement, "enforcement");
        traits = Set.copyOf(traits);
        int bytes = size(recommended.token())
                + size(secondRecommended.token())
                + size(minimum.token())
                + size(downloadUrl.token())
                + size(fallbackUrl.token());
        if (bytes > MAX_PARAMETER_BYTES) {
            throw new IllegalArgumentException("the advice takes " + bytes + " bytes of the answer line, but at most "
                    + MAX_PARAMETER_BYTES + " fit: shorten the URLs or the versions");
        }
    }

    /**
     * Creates advice that is not enforced and has no traits.
     *
     * @param recommended the version to run
     * @param secondRecommended usually the same version
     * @param minimum the minimum version, inclusive
     * @param downloadUrl the location of the recommended version
     * @param fallbackUrl the page to open when the download fails
     * @param reason the reason for the operator; may be empty
     * @throws IllegalArgumentException if the answer does not fit in one line
     */
    public Advice(
            ClientVersion recommended,
            ClientVersion secondRecommended,
            ClientVersion minimum,
            DownloadUrl downloadUrl,
            DownloadUrl fallbackUrl,
            String reason) {
        this(recommended, secondRecommended, minimum, downloadUrl, fallbackUrl, reason, Enforcement.ADVISE, Set.of());
    }

    /**
     * Recommends a version without requiring any: the minimum is {@link ClientVersion#OLDEST}, the second recommended
     * version is the same, the fallback URL is the download URL, and the reason is empty.
     *
     * @param version the version to run
     * @param downloadUrl the location of that version
     * @return the advice
     * @throws IllegalArgumentException if the answer does not fit in one line
     */
    public static Advice recommend(ClientVersion version, DownloadUrl downloadUrl) {
        return new Advice(version, version, ClientVersion.OLDEST, downloadUrl, downloadUrl, "");
    }

    /**
     * Returns the five parameters of the answer in their order on the wire.
     *
     * @return recommended, second recommended, minimum, download URL, fallback URL
     */
    public List<Token> parameters() {
        return List.of(
                recommended.token(),
                secondRecommended.token(),
                minimum.token(),
                downloadUrl.token(),
                fallbackUrl.token());
    }

    /**
     * Returns the urgency of this advice for a client, by the comparison that the protocol documentation describes.
     *
     * @param installed the version of the client; an unreadable version is older than every readable one
     * @return the urgency
     */
    public Urgency urgencyFor(ClientVersion installed) {
        if (installed.compareTo(minimum) < 0) {
            return Urgency.REQUIRED;
        }
        return installed.compareTo(recommended) < 0 ? Urgency.RECOMMENDED : Urgency.UP_TO_DATE;
    }

    /**
     * Returns the treatment of a client in a session that would continue after the answer.
     *
     * @param installed the version of the client
     * @return the enforcement of this advice if the version is below the minimum, otherwise {@link Enforcement#ADVISE}
     */
    public Enforcement enforcementFor(ClientVersion installed) {
        return urgencyFor(installed) == Urgency.REQUIRED ? enforcement : Enforcement.ADVISE;
    }

    /**
     * Returns this advice with another recommended version. The second recommended version stays.
     *
     * @param version the version to run
     * @return a copy
     * @throws IllegalArgumentException if the answer does not fit in one line
     */
    public Advice withRecommended(ClientVersion version) {
        return new Advice(version, secondRecommended, minimum, downloadUrl, fallbackUrl, reason, enforcement, traits);
    }

    /**
     * Returns this advice with another second recommended version.
     *
     * @param version the second version
     * @return a copy
     * @throws IllegalArgumentException if the answer does not fit in one line
     */
    public Advice withSecondRecommended(ClientVersion version) {
        return new Advice(recommended, version, minimum, downloadUrl, fallbackUrl, reason, enforcement, traits);
    }

    /**
     * Returns this advice with another minimum.
     *
     * @param version the minimum version, inclusive
     * @return a copy
     * @throws IllegalArgumentException if the answer does not fit in one line
     */
    public Advice withMinimum(ClientVersion version) {
        return new Advice(
                recommended, secondRecommended, version, downloadUrl, fallbackUrl, reason, enforcement, traits);
    }

    /**
     * Returns this advice with another download.
     *
     * @param url the location of the recommended version
     * @return a copy
     * @throws IllegalArgumentException if the answer does not fit in one line
     */
    public Advice withDownloadUrl(DownloadUrl url) {
        return new Advice(recommended, secondRecommended, minimum, url, fallbackUrl, reason, enforcement, traits);
    }

    /**
     * Returns this advice with another page for failed downloads.
     *
     * @param url the page to open when the download fails
     * @return a copy
     * @throws IllegalArgumentException if the answer does not fit in one line
     */
    public Advice withFallbackUrl(DownloadUrl url) {
        return new Advice(recommended, secondRecommended, minimum, downloadUrl, url, reason, enforcement, traits);
    }

    /**
     * Returns this advice with another reason.
     *
     * @param reason the reason for the operator; may be empty
     * @return a copy
     */
    public Advice withReason(String reason) {
        return new Advice(
                recommended, secondRecommended, minimum, downloadUrl, fallbackUrl, reason, enforcement, traits);
    }

    /**
     * Returns this advice with another enforcement.
     *
     * @param enforcement the treatment of a client below the minimum
     * @return a copy
     */
    public Advice withEnforcement(Enforcement enforcement) {
        return new Advice(
                recommended, secondRecommended, minimum, downloadUrl, fallbackUrl, reason, enforcement, traits);
    }

    /**
     * Returns this advice with other traits.
     *
     * @param traits keywords about the client for the emulator; copied
     * @return a copy
     */
    public Advice withTraits(Set<String> traits) {
        return new Advice(
                recommended, secondRecommended, minimum, downloadUrl, fallbackUrl, reason, enforcement, traits);
    }

    private static int size(Token parameter) {
        return 1 + parameter.encoded().length();
    }
}
