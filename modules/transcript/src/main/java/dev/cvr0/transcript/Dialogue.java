// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.List;
import java.util.Objects;

/**
 * A named sequence of steps on one connection.
 *
 * @param name the name
 * @param comments the comments without the number sign; copied
 * @param steps at least one; copied
 * @param line the line number of its header, from 1
 * @see DialoguePlayer
 * @see Transcript
 * @since 0.1
 */
public record Dialogue(String name, List<String> comments, List<Step> steps, int line) {

    /** Copies the lists. */
    public Dialogue {
        Objects.requireNonNull(name, "name");
        comments = List.copyOf(comments);
        steps = List.copyOf(steps);
    }
}
