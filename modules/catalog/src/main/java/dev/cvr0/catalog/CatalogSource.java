// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.time.Instant;
import java.util.List;

/** Where the policy takes its catalogue from, at every decision anew. Safe for use by many threads. */
interface CatalogSource extends AutoCloseable {

    /** A whole catalogue; the next call may give another. */
    Catalog catalog();

    CatalogStatus status();

    /** Looks for a change at once. */
    CatalogStatus reload();

    /** Ends the looking for changes; what was served last stays. */
    @Override
    void close();

    /** A catalogue that never changes. */
    record Fixed(Catalog catalog, CatalogStatus status) implements CatalogSource {

        static Fixed of(Catalog catalog) {
            return new Fixed(
                    catalog, new CatalogStatus(catalog.source(), "", Edition.UNSIGNED, Instant.now(), List.of()));
        }

        @Override
        public CatalogStatus reload() {
            return status;
        }

        @Override
        public void close() {
            // nothing was opened
        }
    }
}
