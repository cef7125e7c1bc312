// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param rounds how many pairs of rounds
 * @param time how long each takes
 * @param idle how many connections are held open
 */
public record Plan(int rounds, Duration time, int idle) {

    /** Enough to tell a few percent apart. */
    public static Plan whole() {
        return new Plan(9, Duration.ofSeconds(3), 50_000);
    }
}
