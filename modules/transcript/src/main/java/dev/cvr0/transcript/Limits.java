// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.time.Duration;

/** How long a player waits. */
record Limits(Duration step, Duration quiet) {

    static final Duration DEFAULT_STEP = Duration.ofSeconds(5);
    static final Duration DEFAULT_QUIET = Duration.ofMillis(300);

    private static final Duration LONGEST = Duration.ofDays(1);

    Limits {
        check("step", step);
        check("quiet", quiet);
    }

    static void check(String name, Duration time) {
        if (time.toMillis() < 1 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " is " + time + ", expected from 1 ms to " + LONGEST.toHours() + " h");
        }
    }
}
