// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.IOException;

/**
 * The server that a dialogue is played against: at an address, or inside this process.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Peer extends AutoCloseable {

    /**
     * Opens a new connection, within a time limit of the peer.
     *
     * @return a connection that the caller closes
     * @throws IOException if the connection cannot be opened
     */
    Connection connect() throws IOException;

    /**
     * Releases the resources of the peer, such as a server it has started. Does nothing unless overridden. The creator of
     * the peer calls it after the last dialogue.
     */
    @Override
    default void close() {}
}
