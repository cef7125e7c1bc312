// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.signing.SignedRevision;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How it stands with the catalogue that is served, for health checks.
 *
 * @param source where it came from: the file as the operator named it, or the name of the bundled one
 * @param contentId the SHA-256 of the bytes that are served, in 64 hexadecimal digits: for a folder, of the output of
 *     {@code sha256sum *.yaml} in it
 * @param revision the signed version that is served and when it expires; {@link SignedRevision#UNSIGNED} if no signature is
 *     demanded
 * @param loadedAt when it began to be served
 * @param problems what keeps the content that is there now from being served instead, and that what is served has
 *     expired, if it has; none if all is well. Copied
 * @since 0.1
 */
public record CatalogStatus(
        String source, String contentId, SignedRevision revision, Instant loadedAt, List<ValidationError> problems) {

    /** Checks that nothing is missing. */
    public CatalogStatus {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(contentId, "contentId");
        Objects.requireNonNull(revision, "revision");
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

    CatalogStatus with(List<ValidationError> found) {
        return new CatalogStatus(source, contentId, revision, loadedAt, found);
    }

    /** How it stands at a time: one more problem once the revision has expired. */
    CatalogStatus at(Instant now) {
        if (!revision.isExpired(now)) {
            return this;
        }
        String expired = "version " + revision.version() + " has expired at " + revision.expires()
                + " and is still served, expected a later one";
        return with(
                Stream.concat(problems.stream(), Stream.of(new ValidationError(SourceLocation.whole(source), expired)))
                        .toList());
    }
}
