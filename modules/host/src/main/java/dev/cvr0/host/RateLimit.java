// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Lets one event through per period and counts the others. Safe for use by many threads. */
final class RateLimit {

    private final long period;
    private final LongSupplier nanoClock;
    private long next;
    private long heldBack;

    RateLimit(Duration period, LongSupplier nanoClock) {
        this.period = period.toNanos();
        this.nanoClock = nanoClock;
        this.next = nanoClock.getAsLong();
    }

    /** Returns the number of events held back since the last one that passed; empty if this event does not pass. */
    synchronized OptionalLong pass() {
        long now = nanoClock.getAsLong();
        if (now - next < 0) {
            heldBack++;
            return OptionalLong.empty();
        }
        long before = heldBack;
        heldBack = 0;
        next = now + period;
        return OptionalLong.of(before);
    }
}
