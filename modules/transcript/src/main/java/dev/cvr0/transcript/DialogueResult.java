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
     * Tells whether the dialogue passed.
     *
     * @return true if there is no difference
     */
    public boolean passed() {
        return mismatches.isEmpty();
    }

    /**
     * Describes the mismatches, one per line: {@code file:line: expected ..., got ...}.
     *
     * @param source the transcript's file
     * @return the lines, none if the dialogue passed
     */
    public String describe(String source) {
        return mismatches.stream()
                .map(d -> source + ":" + d.line() + ": expected " + d.expected() + ", got " + d.got())
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
