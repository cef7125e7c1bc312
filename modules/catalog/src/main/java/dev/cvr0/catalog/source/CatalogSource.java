// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.catalog.error.CatalogException;
import java.time.Instant;

/** The source of a catalog that may change. Safe for use by many threads. */
public interface CatalogSource {

    /** Returns the name that the operator uses. */
    String name();

    /**
     * Returns a value that changes with the content, without reading it. A change within the granularity of the file
     * system's time can be missed. The default is for content that never changes.
     */
    default Object stamp() {
        return name();
    }

    /** Reads the content, or throws an {@link UnsettledException} if it is being changed. */
    Snapshot read();

    /** Accepts a snapshot before it is served, or throws a {@link CatalogException}. */
    default void accept(Snapshot snapshot, Instant now) {}
}
