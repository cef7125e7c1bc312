// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import dev.cvr0.catalog.publication.ClientKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;

/**
 * Requests by kind of client, in bounded memory. If there are too many kinds, the rarest tenth is counted together. A
 * request that is counted at the same time as its kind is evicted may be lost. Thread-safe.
 */
final class BoundedCounts {

    private final int maxKinds;
    private final ConcurrentMap<ClientKind, AtomicLong> kinds = new ConcurrentHashMap<>();
    private long others;

    /**
     * Creates counts without requests.
     *
     * @param maxKinds the number of kinds that are counted separately
     */
    BoundedCounts(int maxKinds) {
        this.maxKinds = maxKinds;
    }

    void add(ClientKind kind, long count) {
        AtomicLong counted = kinds.get(kind);
        if (counted == null) {
            insert(kind, count);
        } else {
            counted.addAndGet(count);
        }
    }

    /** Returns the number of requests of evicted kinds. */
    synchronized long others() {
        return others;
    }

    synchronized void addOthers(long count) {
        others += count;
    }

    void forEach(ObjLongConsumer<ClientKind> consumer) {
        kinds.forEach((kind, count) -> consumer.accept(kind, count.get()));
    }

    private synchronized void insert(ClientKind kind, long count) {
        kinds.computeIfAbsent(kind, k -> new AtomicLong()).addAndGet(count);
        if (kinds.size() > maxKinds) {
            evictRarest();
        }
    }

    private void evictRarest() {
        // A copy, because counts must not change while they are sorted.
        List<Map.Entry<ClientKind, Long>> rarest = kinds.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().get()))
                .sorted(Comparator.comparingLong(Map.Entry::getValue))
                .limit(kinds.size() - maxKinds / 10 * 9L)
                .toList();
        for (Map.Entry<ClientKind, Long> entry : rarest) {
            kinds.remove(entry.getKey());
            others += entry.getValue();
        }
    }
}
