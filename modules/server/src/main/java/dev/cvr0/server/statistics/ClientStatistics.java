// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.statistics;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests by kind of client. Kinds beyond {@link #MAX_KINDS} are counted together. Thread-safe. */
public final class ClientStatistics {

    /** The number of kinds that are counted separately. */
    static final int MAX_KINDS = 10_000;

    private final ConcurrentMap<ClientStatisticsLine, LongAdder> kinds = new ConcurrentHashMap<>();
    private final LongAdder others = new LongAdder();

    /**
     * Continues earlier counts.
     *
     * @param before the earlier number of requests by client
     */
    ClientStatistics(Map<ClientProfile, Long> before) {
        before.forEach((client, count) -> add(ClientStatisticsLine.of(client), count));
    }

    /**
     * Counts a request. Never blocks.
     *
     * @param decision the decision about the request
     */
    public void count(Decision decision) {
        add(ClientStatisticsLine.of(decision.client()), 1);
    }

    private void add(ClientStatisticsLine kind, long count) {
        LongAdder counted = kinds.get(kind);
        if (counted == null && kinds.size() < MAX_KINDS) {
            counted = kinds.computeIfAbsent(kind, k -> new LongAdder());
        }
        (counted == null ? others : counted).add(count);
    }

    /** Returns the lines that {@code cvr0 diff --clients} reads. */
    String text() {
        StringBuilder text = new StringBuilder("# Requests by kind of client, without user handles and addresses\n");
        if (others.sum() > 0) {
            text.append("# plus ")
                    .append(others.sum())
                    .append(" requests by further kinds; the limit is ")
                    .append(MAX_KINDS)
                    .append('\n');
        }
        String offer = "";
        for (Map.Entry<ClientStatisticsLine, LongAdder> kind : new TreeMap<>(kinds).entrySet()) {
            if (!kind.getKey().offer().equals(offer)) {
                offer = kind.getKey().offer();
                text.append(offer).append('\n');
            }
            text.append(kind.getValue().sum())
                    .append(' ')
                    .append(kind.getKey().request())
                    .append('\n');
        }
        return text.toString();
    }
}
