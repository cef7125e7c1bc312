// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.publication;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.signing.Manifest.SignedFile;

/**
 * The origin of a signed catalog that many servers share, such as a database. Its content is not trusted: the server
 * verifies the signatures, compares each file with the manifest, and refuses a version lower than one it has served.
 *
 * <p>One thread at a time calls the methods, except {@link #decided}. They may block, but each must return or fail within
 * ten seconds. If a call fails, the server continues with the last good catalog.
 *
 * @since 0.1
 */
public interface CatalogSource extends AutoCloseable {

    /** {@return the name for messages; without passwords} */
    String name();

    /**
     * Returns a value that changes with {@link #newest}. Called at each poll, so it must be cheap.
     *
     * @return a value that is compared with {@code equals}
     * @throws SourceUnavailableException if the source cannot be reached
     */
    Object stamp();

    /**
     * Returns the newest publication that is in force, for a server that starts.
     *
     * @return the publication
     * @throws SourceUnavailableException if the source cannot be reached
     */
    Offer current();

    /**
     * Returns the newest publication, which may come into force in the future.
     *
     * @return the publication
     * @throws SourceUnavailableException if the source cannot be reached
     */
    default Offer newest() {
        return current();
    }

    /**
     * Returns a file of a publication.
     *
     * @param file the file as the verified manifest describes it
     * @return its bytes; at most one byte more than {@link SignedFile#size}
     * @throws SourceUnavailableException if the source cannot be reached
     */
    byte[] file(SignedFile file);

    /**
     * Receives the status of this server after each poll that reached the source.
     *
     * @param status the status
     * @throws SourceUnavailableException if the source cannot be reached
     */
    default void report(NodeStatus status) {}

    /**
     * Receives the client of each decision, for statistics. Called on any thread; must not block.
     *
     * @param client the client
     * @param isListed whether the catalog lists the library of the client, so that invented ones can be counted apart
     */
    default void decided(ClientProfile client, boolean isListed) {}

    /** Releases all resources. Called once. */
    @Override
    default void close() {}
}
