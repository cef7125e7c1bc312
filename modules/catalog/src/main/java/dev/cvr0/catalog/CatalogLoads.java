// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

/**
 * The number of attempts to load a catalog since the start, by result.
 *
 * @param loaded catalogs that were served, including the first one
 * @param rejected changes that could not be used; repeated attempts to load the same content count once
 * @param unavailable outages of the source
 * @see CatalogPolicy#loads
 * @since 0.1
 */
public record CatalogLoads(long loaded, long rejected, long unavailable) {

    static final CatalogLoads NONE = new CatalogLoads(0, 0, 0);

    CatalogLoads withLoaded() {
        return new CatalogLoads(loaded + 1, rejected, unavailable);
    }

    CatalogLoads withRejected() {
        return new CatalogLoads(loaded, rejected + 1, unavailable);
    }

    CatalogLoads withUnavailable() {
        return new CatalogLoads(loaded, rejected, unavailable + 1);
    }
}
