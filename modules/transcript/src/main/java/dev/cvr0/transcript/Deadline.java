// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.time.Duration;

/** A moment to be done by, on the clock that never jumps. */
record Deadline(long nanoTime) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The time that is left; not below zero. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }
}
