// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what kinds of clients ask, once it is told to. Of a great many kinds the later ones are only counted together.
 * Safe for use by many threads.
 */
@ApplicationScoped
class Census {

    /** How many kinds are told apart. */
    static final int MOST_KINDS = 10_000;

    private final ConcurrentMap<CensusLine, LongAdder> kinds = new ConcurrentHashMap<>();
    private final LongAdder others = new LongAdder();
    private volatile boolean counting;

    /** Counts from now on, on top of what was counted before. */
    void start(Map<ClientProfile, Long> before) {
        before.forEach((client, count) -> add(CensusLine.of(client), count));
        counting = true;
    }

    // On the thread that answers: it must not wait, and it must not fail.
    void count(@Observes Decision decision) {
        if (counting) {
            add(CensusLine.of(decision.client()), 1);
        }
    }

    private void add(CensusLine kind, long count) {
        LongAdder counted = kinds.get(kind);
        if (counted == null && kinds.size() < MOST_KINDS) {
            counted = kinds.computeIfAbsent(kind, k -> new LongAdder());
        }
        (counted == null ? others : counted).add(count);
    }

    /** As lines that {@code cvr0 diff --clients} reads. */
    String text() {
        StringBuilder text = new StringBuilder("# what kinds of clients asked, without their users and addresses\n");
        if (others.sum() > 0) {
            text.append("# and ")
                    .append(others.sum())
                    .append(" of kinds beyond the first ")
                    .append(MOST_KINDS)
                    .append('\n');
        }
        String offer = "";
        for (Map.Entry<CensusLine, LongAdder> kind : new TreeMap<>(kinds).entrySet()) {
            if (!kind.getKey().offer().equals(offer)) {
                offer = kind.getKey().offer();
                text.append(offer).append('\n');
            }
            text.append(kind.getValue().sum())
                    .append(' ')
                    .append(kind.getKey().question())
                    .append('\n');
        }
        return text.toString();
    }
}
