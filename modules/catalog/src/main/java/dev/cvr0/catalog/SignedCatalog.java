// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.signing.SignedRevision;

/**
 * A catalog with a verified signature.
 *
 * @param catalog the catalog
 * @param revision the signed version with its expiry
 * @since 0.1
 */
public record SignedCatalog(Catalog catalog, SignedRevision revision) {}
