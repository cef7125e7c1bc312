// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The counters of a relay since its start. Thread-safe. */
final class RelayCounters {

    private final Map<RelayEvent, LongAdder> counts = new EnumMap<>(RelayEvent.class);

    RelayCounters() {
        for (RelayEvent event : RelayEvent.values()) {
            counts.put(event, new LongAdder());
        }
    }

    long count(RelayEvent event) {
        return adder(event).sum();
    }

    void increment(RelayEvent event) {
        adder(event).increment();
    }

    Map<RelayEvent, Long> counts() {
        Map<RelayEvent, Long> sums = new EnumMap<>(RelayEvent.class);
        counts.forEach((event, count) -> sums.put(event, count.sum()));
        return Collections.unmodifiableMap(sums);
    }

    private LongAdder adder(RelayEvent event) {
        return counts.getOrDefault(event, new LongAdder());
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
