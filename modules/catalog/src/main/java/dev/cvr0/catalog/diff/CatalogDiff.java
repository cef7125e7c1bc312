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
 * The clients whose answers differ between two catalogs. Immutable and thread-safe.
 *
 * @since 0.1
 */
public final class CatalogDiff {

    private final CatalogModel before;
    private final CatalogModel after;

    /**
     * Compares two catalogs; {@link dev.cvr0.catalog.Catalog#diff} calls this.
     *
     * @param before the current catalog
     * @param after the changed catalog
     */
    public CatalogDiff(CatalogModel before, CatalogModel after) {
        this.before = before;
        this.after = after;
    }

    /**
     * Returns the changed answers. Clients with the same old and the same new answer are grouped in one change, even if
     * different rules apply to them.
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
            List<String> answers = List.of(describe(own, now), describe(own, then));
            if (!answers.get(0).equals(answers.get(1))) {
                String current = answers.get(0) + " (" + now.reason() + ")";
                String changed = answers.get(1) + " (" + then.reason() + ")";
                changes.computeIfAbsent(answers, key -> new Change(current, changed, new ArrayList<>()))
                        .clients()
                        .add(client);
            }
        }
        return changes.values().stream().map(Change::copy).toList();
    }

    // Equal answers have equal descriptions. The reason is not part of the answer.
    private static String describe(ClientVersion own, Verdict verdict) {
        if (verdict instanceof Advice advice) {
            String recommended = advice.recommended().text();
            String second = advice.secondRecommended().text();
            return advice.urgencyFor(own).name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": version "
                    + version(own, recommended) + (second.equals(recommended) ? "" : ", second " + version(own, second))
                    + ", minimum " + version(own, advice.minimum().text()) + ", download " + advice.downloadUrl()
                    + ", fallback "
                    + advice.fallbackUrl();
        }
        return verdict instanceof Refused ? "refused" : "unknown client: cvr0.policy.unknown-clients applies";
    }

    private static String version(ClientVersion own, String version) {
        return version.equals(own.text()) ? "own" : version;
    }

    /**
     * Returns the instants at which answers change without a change of the catalogs.
     *
     * @param from the first instant
     * @return that instant, and each later one at which a rule of either catalog begins or ends
     */
    public SortedSet<Instant> transitions(Instant from) {
        SortedSet<Instant> transitions = new TreeSet<>(before.transitions());
        transitions.addAll(after.transitions());
        transitions.removeIf(instant -> !instant.isAfter(from) || instant.equals(Instant.MAX));
        transitions.add(from);
        return transitions;
    }

    /**
     * Returns clients that represent all others: for each release of either catalog, one for each combination of the
     * values in conditions. Above the limit, combinations are left out, but each value still occurs.
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
     * @param before the description of the current answer, with its reason
     * @param after the description of the changed answer, with its reason
     * @param clients the clients
     */
    public record Change(String before, String after, List<ClientProfile> clients) {

        private Change copy() {
            return new Change(before, after, List.copyOf(clients));
        }
    }
}
