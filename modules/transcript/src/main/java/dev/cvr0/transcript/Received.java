// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.Objects;

/**
 * The input from a peer.
 *
 * @since 0.1
 */
public sealed interface Received {

    /**
     * Bytes, not necessarily whole lines.
     *
     * @param bytes at least one
     */
    record Data(Bytes bytes) implements Received {

        /**
         * @throws IllegalArgumentException if there are no bytes
         */
        public Data {
            if (bytes.length() == 0) {
                throw new IllegalArgumentException("data without bytes");
            }
        }
    }

    /** The end of the stream: the peer has shut down its side. */
    record EndOfStream() implements Received {}

    /**
     * A reset connection.
     *
     * @param reason the message of the system
     */
    record Reset(String reason) implements Received {

        /** Checks that the reason is not null. */
        public Reset {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** No input within the time limit, on an open connection. */
    record Nothing() implements Received {}
}
