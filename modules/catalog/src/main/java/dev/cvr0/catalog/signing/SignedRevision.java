// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import java.time.Instant;

/**
 * The version under which a catalog was signed, and its expiry.
 *
 * @param version positive; 0 if no signature is required
 * @param expires the time by which a new version must replace it; {@link Instant#MAX} if no signature is required
 * @since 0.1
 */
public record SignedRevision(long version, Instant expires) {

    /** The revision of a catalog without a required signature. */
    public static final SignedRevision UNSIGNED = new SignedRevision(0, Instant.MAX);

    /**
     * Tells whether it was signed.
     *
     * @return false for {@link #UNSIGNED}
     */
    public boolean isSigned() {
        return version > 0;
    }

    /**
     * Tells whether the revision has expired.
     *
     * @param now the current time
     * @return true from the instant at which it expires
     */
    public boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }
}
