// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.List;
import java.util.Objects;

/**
 * What happens on one connection.
 *
 * @param name what the dialogue shows
 * @param comments sources or reasons, without the number sign; copied
 * @param steps at least one; copied
 * @param line where the dialogue begins in its file, from 1
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
