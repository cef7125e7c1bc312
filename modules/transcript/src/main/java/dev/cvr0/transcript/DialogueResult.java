// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of playing a dialogue.
 *
 * @param dialogue the dialogue that was played
 * @param mismatches the mismatches in the order of the steps, each with the line number of its step: {@code line:
 *     expected ..., got ...}; empty if the dialogue passed. Copied
 * @since 0.1
 */
public record DialogueResult(Dialogue dialogue, List<String> mismatches) {

    /** Copies the mismatches. */
    public DialogueResult {
        mismatches = List.copyOf(mismatches);
    }

    /** {@return whether the dialogue has no mismatches} */
    public boolean passed() {
        return mismatches.isEmpty();
    }

    /**
     * {@return the mismatches, one per line: {@code file:line: expected ..., got ...}}
     *
     * @param source the transcript's file
     */
    public String describe(String source) {
        return mismatches.stream()
                .map(mismatch -> source + ":" + mismatch)
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
