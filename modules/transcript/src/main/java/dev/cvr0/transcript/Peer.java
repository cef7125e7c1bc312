// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.IOException;

/**
 * The server that dialogues are played against, at an address or in this process.
 *
 * @since 0.1
 * @see SocketPeer
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
     * Releases the resources of the peer, such as a server that it has started. By default does nothing. The creator of
     * the peer calls it after the last dialogue.
     */
    @Override
    default void close() {}
}
