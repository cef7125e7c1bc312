// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.signing.Emergency;
import dev.cvr0.catalog.signing.SignedRevision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The status of the catalog that is served, for health checks.
 *
 * @param source the file or folder as named by the operator, or the name of the bundled catalog
 * @param contentId the SHA-256 of the served file in hexadecimal digits; for a folder, of the output of
 *     {@code sha256sum *.yaml}
 * @param revision the signed version with its expiry; {@link SignedRevision#UNSIGNED} if no signature is required
 * @param loadedAt the time at which it was loaded
 * @param state whether the source was reached, and its content is served
 * @param emergency the signed emergency that applies to it
 * @param errors the errors in the current content of the source, the reason why it cannot be reached, the expiry of the
 *     served catalog, and the reason why an emergency document has no effect; empty if the current content is served. Copied
 * @since 0.1
 */
public record CatalogStatus(
        String source,
        String contentId,
        SignedRevision revision,
        Instant loadedAt,
        State state,
        Optional<Emergency> emergency,
        List<ValidationError> errors) {

    /** The state of the source. */
    public enum State {

        /** The content of the source is served. It may have been unreachable for less than the grace period. */
        READY,

        /** The source has been unreachable for longer than {@code cvr0.catalog.grace}; the last good catalog is served. */
        STALE,

        /** The content of the source cannot be used, or the served catalog has expired; the last good one is served. */
        ERROR
    }

    /** Copies the errors. */
    public CatalogStatus {
        errors = List.copyOf(errors);
    }

    /**
     * Tells whether the current content of the source is served, and has not expired.
     *
     * @return true if there are no errors
     */
    public boolean isCurrent() {
        return errors.isEmpty();
    }

    CatalogStatus with(State newState, List<ValidationError> newErrors) {
        return new CatalogStatus(source, contentId, revision, loadedAt, newState, emergency, newErrors);
    }

    CatalogStatus with(Optional<Emergency> inForce) {
        return new CatalogStatus(source, contentId, revision, loadedAt, state, inForce, errors);
    }

    /** Returns the status at a time, with an additional error if the revision has expired. */
    CatalogStatus at(Instant now) {
        return revision.isExpired(now)
                ? withError("version " + revision.version() + " expired at " + revision.expires()
                        + " and is still served; sign and publish a new version")
                : this;
    }

    CatalogStatus withError(String message) {
        return with(
                State.ERROR,
                Stream.concat(errors.stream(), Stream.of(new ValidationError(SourceLocation.whole(source), message)))
                        .toList());
    }
}
