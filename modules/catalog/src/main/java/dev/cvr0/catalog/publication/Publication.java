// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.publication;

import dev.cvr0.catalog.files.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * The record of a publication. Only the version and the digest are signed.
 *
 * @param version the signed version
 * @param base the version that it replaced; 0 for the first one
 * @param digest the digest of the signed manifest
 * @param author the account that published it
 * @param time the time of publication, by the clock of the store
 * @param comment the comment; can be empty
 * @param activeFrom the time from which all servers serve it, by the clock of the store; empty for immediately
 * @since 0.1
 */
public record Publication(
        long version,
        long base,
        Sha256 digest,
        String author,
        Instant time,
        String comment,
        Optional<Instant> activeFrom) {}
