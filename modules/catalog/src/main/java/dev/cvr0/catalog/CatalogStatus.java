// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.signing.SignedRevision;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The status of the catalog that is served, for health checks.
 *
 * @param source the file as the operator named it, or the name of the bundled one
 * @param contentId the SHA-256 of the bytes that are served, in 64 hexadecimal digits: for a folder, of the output of
 *     {@code sha256sum *.yaml} in it
 * @param revision the signed version with its expiry; {@link SignedRevision#UNSIGNED} if no signature is required
 * @param loadedAt the time since which it is served
 * @param problems the errors that keep the current content of the source from being served, and the expiry of the
 *     served catalog; none if all is well. Copied
 * @since 0.1
 */
public record CatalogStatus(
        String source, String contentId, SignedRevision revision, Instant loadedAt, List<ValidationError> problems) {

    /** Copies the problems. */
    public CatalogStatus {
        problems = List.copyOf(problems);
    }

    /**
     * Tells whether the operator's last change is in effect.
     *
     * @return false while an older catalog is served because the current content is invalid, or while an expired one is
     *     served
     */
    public boolean isCurrent() {
        return problems.isEmpty();
    }

    CatalogStatus with(List<ValidationError> found) {
        return new CatalogStatus(source, contentId, revision, loadedAt, found);
    }

    /** Returns the status at a time, with one more problem once the revision has expired. */
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
