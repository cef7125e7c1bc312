// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import java.time.Instant;
import java.util.Objects;

/**
 * Under which number a catalogue was signed, and until when it holds.
 *
 * @param version positive; 0 for a catalogue that need not be signed
 * @param expires when it is to be replaced by a later one; {@link Instant#MAX} for a catalogue that need not be signed
 * @since 0.1
 */
public record SignedRevision(long version, Instant expires) {

    /** That of a catalogue that need not be signed. */
    public static final SignedRevision UNSIGNED = new SignedRevision(0, Instant.MAX);

    /** Checks that nothing is missing. */
    public SignedRevision {
        Objects.requireNonNull(expires, "expires");
    }

    /**
     * Tells whether it was signed.
     *
     * @return false for {@link #UNSIGNED}
     */
    public boolean isSigned() {
        return version > 0;
    }

    /**
     * Tells whether its time is over.
     *
     * @param now the present
     * @return true from the instant at which it expires
     */
    public boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }
}
