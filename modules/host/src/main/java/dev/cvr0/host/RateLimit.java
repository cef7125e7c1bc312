// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Permits one event per period and counts the suppressed events. Thread-safe. */
final class RateLimit {

    private final long period;
    private final LongSupplier nanoClock;
    private long next;
    private long suppressed;

    RateLimit(Duration period, LongSupplier nanoClock) {
        this.period = period.toNanos();
        this.nanoClock = nanoClock;
        this.next = nanoClock.getAsLong();
    }

    /** Returns the number of events suppressed since the last permitted one; empty if this event is suppressed. */
    synchronized OptionalLong tryAcquire() {
        long now = nanoClock.getAsLong();
        if (now - next < 0) {
            suppressed++;
            return OptionalLong.empty();
        }
        long before = suppressed;
        suppressed = 0;
        next = now + period;
        return OptionalLong.of(before);
    }
}
