// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.Objects;

/**
 * What came from a peer.
 *
 * @since 0.1
 */
public sealed interface Received {

    /**
     * Bytes, as many as there were; they need not be whole lines.
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

    /** The peer has ended its side in an orderly way. */
    record EndOfStream() implements Received {}

    /**
     * The connection broke off.
     *
     * @param reason how, in the words of the system
     */
    record Reset(String reason) implements Received {

        /** Checks that nothing is missing. */
        public Reset {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Nothing came, and the connection is still there. */
    record Nothing() implements Received {}
}
