// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How a dialogue went.
 *
 * @param dialogue the dialogue that was played
 * @param differences where the peer did otherwise, in the order of the steps; none if it passed. Copied
 * @since 0.1
 */
public record Outcome(Dialogue dialogue, List<Difference> differences) {

    /** Copies the differences. */
    public Outcome {
        Objects.requireNonNull(dialogue, "dialogue");
        differences = List.copyOf(differences);
    }

    /**
     * Tells whether the peer did all that the dialogue says.
     *
     * @return true if there is no difference
     */
    public boolean passed() {
        return differences.isEmpty();
    }

    /**
     * The differences to read, a line each: {@code file:line: expected ..., got ...}.
     *
     * @param source the transcript's file
     * @return the lines, none if the dialogue passed
     */
    public String describe(String source) {
        return differences.stream()
                .map(d -> source + ":" + d.line() + ": expected " + d.expected() + ", got " + d.got())
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
