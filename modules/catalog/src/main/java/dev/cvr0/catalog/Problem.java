// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.io.Serializable;
import java.util.Objects;

/**
 * One thing in a catalogue file that keeps it from being used.
 *
 * @param place where it is
 * @param message what is wrong and what was expected; one line, in which text from the file is escaped and cut
 * @since 0.1
 */
public record Problem(Place place, String message) implements Serializable {

    /** Checks that nothing is missing. */
    public Problem {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(message, "message");
    }

    /** {@code source:line:column: message}. */
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
