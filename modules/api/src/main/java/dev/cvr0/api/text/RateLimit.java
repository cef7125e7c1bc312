// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.text;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Permits one message per period and counts the suppressed ones. Thread-safe.
 *
 * @since 0.1
 */
public final class RateLimit {

    private static final Duration DEFAULT_PERIOD = Duration.ofSeconds(10);

    private final long period;
    private final LongSupplier nanoClock;
    private long next;
    private long suppressed;

    /** Creates a limit of one message in ten seconds. */
    public RateLimit() {
        this(DEFAULT_PERIOD, System::nanoTime);
    }

    RateLimit(Duration period, LongSupplier nanoClock) {
        this.period = period.toNanos();
        this.nanoClock = nanoClock;
        this.next = nanoClock.getAsLong();
    }

    /**
     * Requests permission for one message.
     *
     * @return the number of messages suppressed since the last permitted one; empty if this message is suppressed
     */
    public synchronized OptionalLong tryAcquire() {
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

    /**
     * Appends the number of suppressed messages to the next permitted one.
     *
     * @param message the message
     * @param suppressed the number of suppressed messages
     * @return the message, unchanged if none was suppressed
     */
    public static String withCount(String message, long suppressed) {
        return suppressed == 0 ? message : message + " (" + suppressed + " similar messages suppressed)";
    }
}
