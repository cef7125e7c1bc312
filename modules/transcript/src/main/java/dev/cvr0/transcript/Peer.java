// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.IOException;

/**
 * What a dialogue is played against: a server at an address, or a host inside this process.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Peer extends AutoCloseable {

    /**
     * Opens a new connection, within a time of the peer's own choice.
     *
     * @return a connection that the caller closes
     * @throws IOException if there is none to be had
     */
    Connection connect() throws IOException;

    /**
     * Lets go of what the peer itself holds, such as a server it has started. Does nothing unless overridden. Whoever
     * made the peer closes it, once all dialogues have been played.
     */
    @Override
    default void close() {}
}
