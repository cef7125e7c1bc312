// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The result of a dialogue.
 *
 * @param dialogue the dialogue that was played
 * @param mismatches the mismatches in the order of the steps; empty if the dialogue passed. Copied
 * @since 0.1
 */
public record DialogueResult(Dialogue dialogue, List<Mismatch> mismatches) {

    /** Copies the mismatches. */
    public DialogueResult {
        Objects.requireNonNull(dialogue, "dialogue");
        mismatches = List.copyOf(mismatches);
    }

    /**
     * A difference between a transcript and the behaviour of a peer.
     *
     * @param line the line number in the transcript, from 1
     * @param expected the expectation of the transcript
     * @param got the behaviour of the peer; its bytes are escaped and cut
     */
    public record Mismatch(int line, String expected, String got) {

        /** Rejects null. */
        public Mismatch {
            Objects.requireNonNull(expected, "expected");
            Objects.requireNonNull(got, "got");
        }

        @Override
        public String toString() {
            return "line " + line + ": expected " + expected + ", got " + got;
        }
    }

    /**
     * Tells whether the dialogue passed.
     *
     * @return true if there is no mismatch
     */
    public boolean passed() {
        return mismatches.isEmpty();
    }

    /**
     * Describes the mismatches, one per line: {@code file:line: expected ..., got ...}.
     *
     * @param source the transcript's file
     * @return the lines; empty if the dialogue passed
     */
    public String describe(String source) {
        return mismatches.stream()
                .map(m -> source + ":" + m.line() + ": expected " + m.expected() + ", got " + m.got())
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
