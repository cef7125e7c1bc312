// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.EmergencyGuard;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** The source of the content of a catalog that may change. Thread-safe. */
public interface SnapshotSource extends AutoCloseable {

    /** Returns the name for messages. */
    String name();

    /**
     * Returns a modification stamp: a value that changes with the content, without reading it. Two changes within the
     * granularity of file times can have the same stamp, unless it is exact. The default is for content that never
     * changes.
     */
    default Object stamp() {
        return name();
    }

    /** Tells whether the stamp changes with every change. */
    default boolean hasExactStamp() {
        return false;
    }

    /** Reads the content, or throws an {@link UnstableContentException} if it is being changed. */
    Snapshot read();

    /** Returns an accepted copy of the last good content for a start during an outage, or throws the reasons. */
    default Snapshot copy(SourceUnavailableException outage, Instant now) {
        throw outage;
    }

    /** Accepts a snapshot before it is served, or throws a {@link CatalogException}. */
    default void accept(Snapshot snapshot, Instant now) {}

    /** Returns the guard with the accepted emergency, which applies even if the content cannot be read. */
    default EmergencyGuard emergencies() {
        return new EmergencyGuard();
    }

    /** Receives the status of this server after each poll that reached the source. */
    default void report(NodeStatus status) {}

    /** Receives the client of each decision. Does not block. */
    default void decided(ClientProfile client, BooleanSupplier isListed) {}

    /** Releases all resources. */
    @Override
    default void close() {}
}
