// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.access;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Limits the events of each key in a minute. Thread-safe, in bounded memory. */
final class MinuteLimit {

    private static final int MAX_KEYS = 10_000;
    private static final Object OTHERS = new Object();
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final int limit;
    private final LongSupplier nanoClock;
    private final Map<Object, Integer> counts = new HashMap<>();
    private long end;

    MinuteLimit(int limit, LongSupplier nanoClock) {
        this.limit = limit;
        this.nanoClock = nanoClock;
        this.end = nanoClock.getAsLong() + MINUTE;
    }

    /** Counts an event, and returns whether it is within the limit. If there are too many keys, new ones share a limit. */
    synchronized boolean tryAcquire(Object key) {
        long now = nanoClock.getAsLong();
        if (now - end >= 0) {
            counts.clear();
            end = now + MINUTE;
        }
        Object counted = counts.size() < MAX_KEYS || counts.containsKey(key) ? key : OTHERS;
        return counts.merge(counted, 1, Integer::sum) <= limit;
    }
}
