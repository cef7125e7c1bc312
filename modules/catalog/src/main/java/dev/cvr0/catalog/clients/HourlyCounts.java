// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.clients;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.publication.ClientKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The requests of one hour by kind of client, in bounded memory: if there are too many kinds, further ones are counted
 * together. The limit is lower for unlisted libraries, so that invented clients cannot displace real ones. Thread-safe,
 * except for {@link #changes} and {@link #written}.
 */
public final class HourlyCounts {

    /** The maximum length of a kind that is counted separately. A usual kind has 70 characters. */
    static final int MAX_LENGTH = 700;

    private static final int MAX_KINDS = 10_000;
    private static final int MAX_KINDS_BEFORE_UNLISTED = 1000;

    private final Instant hour;
    private final ConcurrentMap<ClientKind, AtomicLong> counts = new ConcurrentHashMap<>();
    private final Map<ClientKind, Long> written = new HashMap<>();

    /** Creates counts without requests for the hour that contains a time. */
    public HourlyCounts(Instant time) {
        this.hour = time.truncatedTo(ChronoUnit.HOURS);
    }

    /** Returns the beginning of the hour. */
    public Instant hour() {
        return hour;
    }

    /** Tells whether the hour is over. */
    public boolean isOver(Instant now) {
        return !now.isBefore(hour.plus(1, ChronoUnit.HOURS));
    }

    /** Counts a client. The limit is lower if its library is not listed. */
    public void count(ClientProfile client, boolean isListed) {
        ClientKind kind = ClientKind.of(client);
        boolean isTooLong = kind.offer().length() + kind.request().length() >= MAX_LENGTH;
        add(isTooLong ? ClientKind.OTHERS : kind, 1, isListed ? MAX_KINDS : MAX_KINDS_BEFORE_UNLISTED);
    }

    /** Continues a count that is in the database. */
    public void resume(ClientKind kind, long count) {
        written.put(kind, count);
        add(kind, count, Integer.MAX_VALUE);
    }

    /** Adds the counts of a later hour. */
    public void addAll(HourlyCounts later) {
        later.counts.forEach((kind, count) -> add(kind, count.get(), MAX_KINDS));
    }

    /** Returns the counts that differ from the database: at most a number of them. */
    public Map<ClientKind, Long> changes(int limit) {
        Map<ClientKind, Long> changes = new HashMap<>();
        counts.forEach((kind, count) -> {
            long current = count.get();
            if (changes.size() < limit && current != written.getOrDefault(kind, 0L)) {
                changes.put(kind, current);
            }
        });
        return changes;
    }

    /** Records that changes are in the database. */
    public void written(Map<ClientKind, Long> changes) {
        written.putAll(changes);
    }

    /** Returns the most frequent kinds, and all others together. */
    public Map<ClientKind, Long> top(int limit) {
        Map<ClientKind, Long> top = new HashMap<>();
        counts.entrySet().stream()
                .map(count -> Map.entry(count.getKey(), count.getValue().get()))
                .sorted(Map.Entry.<ClientKind, Long>comparingByValue().reversed())
                .forEach(count -> top.merge(
                        top.size() < limit ? count.getKey() : ClientKind.OTHERS, count.getValue(), Long::sum));
        return top;
    }

    private void add(ClientKind kind, long count, int maxKinds) {
        AtomicLong counted = counts.get(kind);
        if (counted == null) {
            counted = counts.computeIfAbsent(
                    counts.size() < maxKinds ? kind : ClientKind.OTHERS, added -> new AtomicLong());
        }
        counted.addAndGet(count);
    }
}
