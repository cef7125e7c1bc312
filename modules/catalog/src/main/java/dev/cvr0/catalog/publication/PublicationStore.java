// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.publication;

import dev.cvr0.catalog.signing.Manifest.SignedFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A place for publications, which are only ever added. Used by the commands of an operator, on one thread.
 *
 * @since 0.1
 */
public interface PublicationStore extends AutoCloseable {

    /** {@return the name for messages; without passwords} */
    String name();

    /**
     * Returns the newest publications.
     *
     * @param limit the maximum number; positive
     * @return the publications, the newest first
     * @throws SourceUnavailableException if the store cannot be reached
     */
    List<Publication> history(int limit);

    /**
     * Returns the signed manifest of a publication. It is not verified.
     *
     * @param version the version
     * @return the manifest with its signatures
     * @throws PublicationException if there is no such version
     * @throws SourceUnavailableException if the store cannot be reached
     */
    byte[] manifest(long version);

    /**
     * Returns a file of a publication. It is not verified.
     *
     * @param file the file as its manifest describes it
     * @return its bytes; at most one byte more than {@link SignedFile#size}
     * @throws PublicationException if there is no such file
     * @throws SourceUnavailableException if the store cannot be reached
     */
    byte[] file(SignedFile file);

    /**
     * Adds a publication. Either all of it is added, or nothing.
     *
     * @param request the publication
     * @return the record that was added
     * @throws PublicationException if the newest version is not {@link PublicationRequest#base}, the version is not
     *     higher, a scheduled publication is not in force yet, or the store does not support a part of the request
     * @throws SourceUnavailableException if the store cannot be reached
     */
    Publication publish(PublicationRequest request);

    /**
     * Adds an emergency document, which servers apply at their next poll.
     *
     * @param document the signed document
     * @param author the account that publishes it
     * @throws SourceUnavailableException if the store cannot be reached
     */
    void publishEmergency(byte[] document, String author);

    /**
     * Returns the servers that have reported to the store, at least those of the last 30 days.
     *
     * @return the servers in the order of their names
     * @throws PublicationException if servers do not report to this kind of store
     * @throws SourceUnavailableException if the store cannot be reached
     */
    List<Node> nodes();

    /**
     * Returns the number of requests by kind of client, over all servers. Rare kinds are counted together, and are not in
     * the result.
     *
     * @param since the time from which requests are counted, in whole hours
     * @return the numbers, at least 1
     * @throws PublicationException if clients are not counted in this kind of store
     * @throws SourceUnavailableException if the store cannot be reached
     */
    SortedMap<ClientKind, Long> clients(Instant since);

    /**
     * Returns the number of requests over time by kind of client, over all servers. All but the 1000 most frequent kinds are
     * counted together as {@link ClientKind#OTHERS}.
     *
     * @param since the time from which requests are counted, in whole hours
     * @param step hours, or days in UTC
     * @return the numbers by the beginning of the hour or day; without those that have no requests
     * @throws PublicationException if clients are not counted in this kind of store
     * @throws SourceUnavailableException if the store cannot be reached
     */
    SortedMap<Instant, Map<ClientKind, Long>> clientsOverTime(Instant since, ChronoUnit step);

    /** Releases all resources. Called once. */
    @Override
    void close();
}
