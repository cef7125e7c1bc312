// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.publication;

import java.time.Instant;
import java.util.Optional;

/**
 * A publication as a source delivers it. Nothing in it is verified.
 *
 * @param manifest the manifest with its signatures, as {@code cvr0 sign} writes it
 * @param emergency the newest signed emergency document; empty if there is none
 * @param activeFrom the time on this server's clock from which it is served; {@link Instant#MIN} for immediately
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
public record Offer(byte[] manifest, Optional<byte[]> emergency, Instant activeFrom) {

    /**
     * Creates an offer that is in force, without an emergency.
     *
     * @param manifest the manifest with its signatures
     */
    public Offer(byte[] manifest) {
        this(manifest, Optional.empty(), Instant.MIN);
    }
}
