// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.IOException;
import java.time.Duration;

/**
 * The client's end of one connection. For one thread. No call waits for longer than it was told.
 *
 * @since 0.1
 */
public interface Connection extends AutoCloseable {

    /**
     * Sends bytes in one write.
     *
     * @param bytes what to send
     * @param within how long it may take
     * @throws IOException if the peer does not take them, or not in time
     */
    void send(Bytes bytes, Duration within) throws IOException;

    /**
     * Waits for what comes next.
     *
     * @param within how long to wait
     * @return what came. {@link Received.Nothing} only when the time has passed, or sooner if it is certain that nothing
     *     can come before the next {@link #send}
     */
    Received receive(Duration within);

    /** Closes the connection. Closing again does nothing. */
    @Override
    void close();
}
