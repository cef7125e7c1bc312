// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.catalog.error.CatalogException;
import java.time.Instant;

/** The source of a catalog that may change. Safe for use by many threads. */
public interface CatalogSource {

    /** Returns the source as the operator named it. */
    String name();

    /**
     * Returns a value that changes with the content, without reading it. A change within the granularity of the file
     * system's time can be missed.
     *
     * @throws CatalogException if the source is unavailable
     */
    Object stamp();

    /**
     * Reads the content.
     *
     * @throws UnsettledException if the content is being changed
     * @throws CatalogException if the source is unavailable, or its signature is invalid
     */
    Snapshot read();

    /**
     * Accepts a snapshot before it is served.
     *
     * @param snapshot a snapshot of this source
     * @param now the current time
     * @throws CatalogException if the snapshot must not be served
     */
    default void accept(Snapshot snapshot, Instant now) {}
}
