// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests by kind of client, in bounded memory. If there are too many kinds, the rarest tenth is counted together. A
 * request that is counted at the same time as its kind is evicted may be lost. Thread-safe.
 */
final class BoundedCounts {

    private final int maxKinds;
    private final int maxCharacters;
    private final ConcurrentMap<ClientStatisticsLine, AtomicLong> kinds = new ConcurrentHashMap<>();
    private long others;
    private int characters;

    /**
     * Creates counts without requests.
     *
     * @param maxKinds the number of kinds that are counted separately
     * @param maxCharacters the number of characters of all their lines
     */
    BoundedCounts(int maxKinds, int maxCharacters) {
        this.maxKinds = maxKinds;
        this.maxCharacters = maxCharacters;
    }

    void add(ClientStatisticsLine kind, long count) {
        AtomicLong counted = kinds.get(kind);
        if (counted == null) {
            insert(kind, count);
        } else {
            counted.accumulateAndGet(count, ClientList::saturatedAdd);
        }
    }

    /** Returns the number of requests of evicted kinds. */
    synchronized long others() {
        return others;
    }

    SortedMap<ClientStatisticsLine, Long> sorted() {
        SortedMap<ClientStatisticsLine, Long> sorted = new TreeMap<>();
        kinds.forEach((kind, count) -> sorted.put(kind, count.get()));
        return sorted;
    }

    private synchronized void insert(ClientStatisticsLine kind, long count) {
        kinds.computeIfAbsent(kind, k -> {
                    characters += k.length();
                    return new AtomicLong();
                })
                .accumulateAndGet(count, ClientList::saturatedAdd);
        if (kinds.size() > maxKinds || characters > maxCharacters) {
            evictRarest();
        }
    }

    private void evictRarest() {
        // A copy, because counts must not change while they are sorted.
        List<Map.Entry<ClientStatisticsLine, Long>> rarest = kinds.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().get()))
                .sorted(Comparator.comparingLong(Map.Entry::getValue))
                .toList();
        for (Map.Entry<ClientStatisticsLine, Long> entry : rarest) {
            if (kinds.size() <= maxKinds / 10 * 9 && characters <= maxCharacters / 10 * 9) {
                return;
            }
            kinds.remove(entry.getKey());
            characters -= entry.getKey().length();
            others = ClientList.saturatedAdd(others, entry.getValue());
        }
    }
}
