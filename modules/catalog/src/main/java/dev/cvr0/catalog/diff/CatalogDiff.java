// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.diff;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.model.CatalogModel;
import dev.cvr0.catalog.model.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The clients whose answers differ between two catalogs. Immutable, safe for use by many threads.
 *
 * @since 0.1
 */
public final class CatalogDiff {

    private final CatalogModel before;
    private final CatalogModel after;

    /**
     * Creates a comparison.
     *
     * @param before the catalog that is served
     * @param after the catalog to be served
     */
    public CatalogDiff(CatalogModel before, CatalogModel after) {
        this.before = before;
        this.after = after;
    }

    /**
     * Returns the changed answers. Clients with the same old and the same new answer are in one change, whatever the
     * rules.
     *
     * @param clients the clients to compare
     * @param at the time by which rules are evaluated
     * @return the changes in the order of the clients
     */
    public List<Change> changes(Iterable<ClientProfile> clients, Instant at) {
        Map<List<String>, Change> changes = new LinkedHashMap<>();
        for (ClientProfile client : clients) {
            VerdictSummary now = VerdictSummary.of(client, before.decide(client, at, Trace.NONE));
            VerdictSummary then = VerdictSummary.of(client, after.decide(client, at, Trace.NONE));
            if (now.differsFrom(then)) {
                changes.computeIfAbsent(
                                List.of(now.words(), then.words()),
                                same -> new Change(now.toString(), then.toString(), new ArrayList<>()))
                        .clients()
                        .add(client);
            }
        }
        return changes.values().stream().map(Change::copy).toList();
    }

    /**
     * Returns the instants at which answers can change by themselves.
     *
     * @param from the first instant
     * @return that instant, and each later one at which a rule of either catalog begins or ends
     */
    public SortedSet<Instant> moments(Instant from) {
        SortedSet<Instant> moments = new TreeSet<>(before.moments());
        moments.addAll(after.moments());
        moments.removeIf(moment -> !moment.isAfter(from) || moment.equals(Instant.MAX));
        moments.add(from);
        return moments;
    }

    /**
     * Returns clients to compare if none are known: for each release of either catalog, one for each combination of the
     * values in conditions. Above the limit combinations are left out, but no value is.
     *
     * @param limit the approximate number of clients
     * @return the clients
     */
    public Set<ClientProfile> representativeClients(int limit) {
        return new RepresentativeClients(List.of(before, after), limit).clients();
    }

    /**
     * Clients with the same change of their answer.
     *
     * @param before the answer that is served, in words
     * @param after the answer to be served, in words
     * @param clients the clients
     */
    public record Change(String before, String after, List<ClientProfile> clients) {

        private Change copy() {
            return new Change(before, after, List.copyOf(clients));
        }
    }
}
