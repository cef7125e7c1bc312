// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.Objects;

/**
 * Where a peer did not do what a transcript says.
 *
 * @param line the line number in the transcript, from 1
 * @param expected what the transcript says
 * @param got what the peer did; its bytes are escaped and cut
 * @since 0.1
 */
public record Mismatch(int line, String expected, String got) {

    /** Checks that nothing is missing. */
    public Mismatch {
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(got, "got");
    }

    /**
     * The difference as one line to read.
     *
     * @return line, expected and got
     */
    @Override
    public String toString() {
        return "line " + line + ": expected " + expected + ", got " + got;
    }
}
