// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.diff;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.model.CatalogModel;
import dev.cvr0.catalog.model.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
     * Compares two catalogs; {@link dev.cvr0.catalog.Catalog#diff} calls this.
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
            ClientVersion own = client.program().version();
            Verdict now = before.decide(client, at, Trace.NONE);
            Verdict then = after.decide(client, at, Trace.NONE);
            List<String> words = List.of(words(own, now), words(own, then));
            if (!words.get(0).equals(words.get(1))) {
                String served = words.get(0) + " (" + now.reason() + ")";
                String toBeServed = words.get(1) + " (" + then.reason() + ")";
                changes.computeIfAbsent(words, same -> new Change(served, toBeServed, new ArrayList<>()))
                        .clients()
                        .add(client);
            }
        }
        return changes.values().stream().map(Change::copy).toList();
    }

    // Words that are equal for equal answers; the reason does not make two answers differ.
    private static String words(ClientVersion own, Verdict verdict) {
        if (verdict instanceof Advice advice) {
            String recommended = advice.recommended().text();
            String second = advice.secondRecommended().text();
            return advice.urgencyFor(own).name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": run "
                    + version(own, recommended) + (second.equals(recommended) ? "" : " or " + version(own, second))
                    + ", at least " + version(own, advice.minimum().text()) + ", from " + advice.downloadUrl() + " or "
                    + advice.fallbackUrl();
        }
        return verdict instanceof Refused ? "refused" : "unknown, met as the setting says";
    }

    private static String version(ClientVersion own, String version) {
        return version.equals(own.text()) ? "its own" : version;
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
        return new RepresentativeClients(List.of(before, after)).upTo(limit);
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
