// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.Objects;

/**
 * A difference between a transcript and the behaviour of a peer.
 *
 * @param line the line number in the transcript, from 1
 * @param expected the expectation of the transcript
 * @param got the behaviour of the peer; its bytes are escaped and cut
 * @since 0.1
 */
public record Mismatch(int line, String expected, String got) {

    /** Checks that no text is null. */
    public Mismatch {
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(got, "got");
    }

    /**
     * Describes the mismatch in one line.
     *
     * @return line, expected and got
     */
    @Override
    public String toString() {
        return "line " + line + ": expected " + expected + ", got " + got;
    }
}
