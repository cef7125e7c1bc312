// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How it stands with the catalogue that is served, for health checks.
 *
 * @param source where it came from: the file as the operator named it, or the name of the bundled one
 * @param contentId the SHA-256 of the bytes that are served, in 64 hexadecimal digits: for a folder, that of the lines
 *     which {@code sha256sum *.yaml} prints in it; empty for the bundled catalogue and for one that was handed over as
 *     an object
 * @param edition the signed version that is served and when it expires; {@link Edition#UNSIGNED} if no signature is
 *     demanded
 * @param loadedAt when it began to be served
 * @param problems what keeps the content that is there now from being served instead, and that what is served has
 *     expired, if it has; none if all is well. Copied
 * @since 0.1
 */
public record CatalogStatus(
        String source, String contentId, Edition edition, Instant loadedAt, List<Problem> problems) {

    /** Checks that nothing is missing. */
    public CatalogStatus {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(contentId, "contentId");
        Objects.requireNonNull(edition, "edition");
        Objects.requireNonNull(loadedAt, "loadedAt");
        problems = List.copyOf(problems);
    }

    /**
     * Tells whether the operator's last change is in effect.
     *
     * @return false while an older catalogue is served because the present content cannot be used, or because nobody
     *     has replaced it when it expired
     */
    public boolean isCurrent() {
        return problems.isEmpty();
    }

    CatalogStatus with(List<Problem> found) {
        return new CatalogStatus(source, contentId, edition, loadedAt, found);
    }

    /** How it stands at a time: one more problem once the edition has expired. */
    CatalogStatus at(Instant now) {
        if (!edition.isExpired(now)) {
            return this;
        }
        String expired = "version " + edition.version() + " has expired at " + edition.expires()
                + " and is still served, expected a later one";
        return with(Stream.concat(problems.stream(), Stream.of(new Problem(Place.whole(source), expired)))
                .toList());
    }
}
