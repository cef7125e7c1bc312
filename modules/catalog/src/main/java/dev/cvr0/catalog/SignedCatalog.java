// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.signing.SignedRevision;
import java.util.Objects;

/**
 * A catalogue whose signature was verified.
 *
 * @param catalog the catalogue
 * @param revision as which version it was signed, and until when it holds
 * @since 0.1
 */
public record SignedCatalog(Catalog catalog, SignedRevision revision) {

    /** Checks that nothing is missing. */
    public SignedCatalog {
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(revision, "revision");
    }
}
