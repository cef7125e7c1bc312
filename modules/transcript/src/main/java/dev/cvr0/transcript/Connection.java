// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The client side of one connection. Not thread-safe.
 *
 * @since 0.1
 */
public interface Connection extends AutoCloseable {

    /**
     * Sends bytes in one write.
     *
     * @param bytes the bytes
     * @param within the time limit
     * @throws IOException if the peer does not accept the bytes in time
     */
    void send(Bytes bytes, Duration within) throws IOException;

    /**
     * Waits for input.
     *
     * @param within the time limit
     * @return the bytes, not necessarily whole lines; {@link Bytes#NONE} at the end of the stream; empty after the time limit,
     *     or earlier if no input is possible before the next {@link #send}
     * @throws IOException if the peer has reset the connection
     */
    Optional<Bytes> receive(Duration within) throws IOException;

    /** Closes the connection. Closing again has no effect. */
    @Override
    void close();
}
