// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.clients;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.publication.ClientKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The requests of the last 14 days by hour and kind of client, in bounded memory: of a past hour, all but the most frequent
 * kinds are counted together. Thread-safe.
 */
public final class ClientHistory {

    private static final Duration KEPT = Duration.ofDays(14);
    private static final int MAX_KINDS_OF_PAST_HOUR = 250;

    private final InstantSource clock;
    private final ConcurrentSkipListMap<Instant, Map<ClientKind, Long>> past = new ConcurrentSkipListMap<>();
    private volatile HourlyCounts current;

    /** Creates a history without requests. */
    public ClientHistory(InstantSource clock) {
        this.clock = clock;
        this.current = new HourlyCounts(clock.instant());
    }

    /** Counts a client. Does not block, except for the first one of an hour. */
    public void count(ClientProfile client, boolean isListed) {
        Instant now = clock.instant();
        if (current.isOver(now)) {
            startHour(now);
        }
        current.count(client, isListed);
    }

    // A request that is counted for the last hour meanwhile may be lost.
    private synchronized void startHour(Instant now) {
        HourlyCounts over = current;
        if (over.isOver(now)) {
            current = new HourlyCounts(now);
            past.put(over.hour(), over.top(MAX_KINDS_OF_PAST_HOUR));
            past.headMap(now.minus(KEPT)).clear();
        }
    }

    /** Returns the number of requests by kind, without the rare kinds. */
    public SortedMap<ClientKind, Long> clients(Instant since) {
        SortedMap<ClientKind, Long> sums = new TreeMap<>();
        clientsOverTime(since, ChronoUnit.HOURS)
                .values()
                .forEach(counts -> counts.forEach((kind, count) -> sums.merge(kind, count, Long::sum)));
        sums.remove(ClientKind.OTHERS);
        return sums;
    }

    /** Returns the number of requests by hour, or by day in UTC, and kind. */
    public SortedMap<Instant, Map<ClientKind, Long>> clientsOverTime(Instant since, ChronoUnit step) {
        SortedMap<Instant, Map<ClientKind, Long>> hours = new TreeMap<>(past);
        HourlyCounts counting = current;
        hours.put(counting.hour(), counting.top(Integer.MAX_VALUE));
        SortedMap<Instant, Map<ClientKind, Long>> steps = new TreeMap<>();
        hours.tailMap(since.truncatedTo(ChronoUnit.HOURS)).forEach((hour, counts) -> {
            Map<ClientKind, Long> sums = steps.computeIfAbsent(hour.truncatedTo(step), time -> new TreeMap<>());
            counts.forEach((kind, count) -> sums.merge(kind, count, Long::sum));
        });
        steps.values().removeIf(Map::isEmpty);
        return steps;
    }
}
