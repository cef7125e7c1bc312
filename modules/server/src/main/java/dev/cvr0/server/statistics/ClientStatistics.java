// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.statistics;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Counts requests by kind of client. Clients of unknown libraries are counted apart from all others, so that invented
 * clients cannot displace real ones. Kinds beyond the limits are counted together. Thread-safe.
 */
public final class ClientStatistics {

    /** The number of kinds with a known library that are counted separately. */
    static final int MAX_KINDS = 10_000;

    /** The number of kinds with an unknown library that are counted separately. */
    static final int MAX_UNKNOWN_KINDS = 1000;

    // A usual kind has 70 characters. A client can send more than 1,600.
    private static final int CHARACTERS_PER_KIND = 150;

    private final Predicate<ClientProfile> isKnown;
    private final BoundedCounts known = counts(MAX_KINDS);
    private final BoundedCounts unknown = counts(MAX_UNKNOWN_KINDS);

    /**
     * Creates statistics without requests.
     *
     * @param isKnown tells whether the library of a client is known; must not block
     */
    public ClientStatistics(Predicate<ClientProfile> isKnown) {
        this.isKnown = isKnown;
    }

    /**
     * Counts a request. Blocks for a few milliseconds at most.
     *
     * @param decision the decision about the request
     */
    public void count(Decision decision) {
        add(decision.client(), 1);
    }

    /**
     * Continues an earlier count.
     *
     * @param client the client
     * @param count the number of its requests; not negative
     */
    void add(ClientProfile client, long count) {
        (isKnown.test(client) ? known : unknown).add(ClientStatisticsLine.of(client), count);
    }

    /** Returns the lines that {@code cvr0 diff --clients} reads. */
    String text() {
        StringBuilder text = new StringBuilder("# Requests by kind of client, without user handles and addresses\n");
        append(text, known, "known", MAX_KINDS);
        append(text, unknown, "unknown", MAX_UNKNOWN_KINDS);
        return text.toString();
    }

    private static void append(StringBuilder text, BoundedCounts counts, String name, int limit) {
        Map<ClientStatisticsLine, Long> kinds = counts.sorted();
        if (!kinds.isEmpty()) {
            text.append("# Clients with ").append(name).append(" libraries\n");
        }
        if (counts.others() > 0) {
            text.append("# plus ")
                    .append(counts.others())
                    .append(" requests by rarer kinds; the limit is ")
                    .append(limit)
                    .append('\n');
        }
        String offer = "";
        for (Map.Entry<ClientStatisticsLine, Long> kind : kinds.entrySet()) {
            if (!kind.getKey().offer().equals(offer)) {
                offer = kind.getKey().offer();
                text.append(offer).append('\n');
            }
            text.append(kind.getValue())
                    .append(' ')
                    .append(kind.getKey().request())
                    .append('\n');
        }
    }

    private static BoundedCounts counts(int maxKinds) {
        return new BoundedCounts(maxKinds, maxKinds * CHARACTERS_PER_KIND);
    }
}
