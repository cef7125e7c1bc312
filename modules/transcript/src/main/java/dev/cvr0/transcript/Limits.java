// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.time.Duration;

/** The waiting times of a player. */
record Limits(Duration step, Duration quiet) {

    static final Duration DEFAULT_STEP = Duration.ofSeconds(5);
    static final Duration DEFAULT_QUIET = Duration.ofMillis(300);

    private static final Duration MAX_TIME = Duration.ofDays(1);

    Limits {
        check("step", step);
        check("quiet", quiet);
    }

    /** A point in time on the monotonic clock. */
    record Deadline(long nanoTime) {

        static Deadline in(Duration time) {
            return new Deadline(System.nanoTime() + time.toNanos());
        }

        /** The remaining time, not negative. */
        Duration left() {
            return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
        }
    }

    static void check(String name, Duration time) {
        if (time.toMillis() < 1 || time.compareTo(MAX_TIME) > 0) {
            throw new IllegalArgumentException(
                    name + " is " + time + ", expected from 1 ms to " + MAX_TIME.toHours() + " h");
        }
    }
}
