// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.catalog.error.CatalogException;
import java.time.Instant;

/** The source of a catalog that may change. Thread-safe. */
public interface SnapshotSource {

    /** Returns the name for messages. */
    String name();

    /**
     * Returns a modification stamp: a value that changes with the content, without reading it. Two changes within the
     * granularity of file times can have the same stamp. The default is for content that never changes.
     */
    default Object stamp() {
        return name();
    }

    /** Reads the content, or throws an {@link UnstableContentException} if it is being changed. */
    Snapshot read();

    /** Accepts a snapshot before it is served, or throws a {@link CatalogException}. */
    default void accept(Snapshot snapshot, Instant now) {}
}
