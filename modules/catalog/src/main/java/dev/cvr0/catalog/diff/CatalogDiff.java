// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.diff;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.model.CatalogModel;
import dev.cvr0.catalog.model.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * The clients whose answers differ between two catalogs. Immutable and thread-safe.
 *
 * @since 0.1
 */
public final class CatalogDiff {

    /** The largest number of comparisons of two answers. */
    public static final int MAX_COMPARISONS = 2_000_000;

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
            difference(client, at).ifPresent(difference -> difference.addTo(changes));
        }
        return changes.values().stream().map(Change::copy).toList();
    }

    /** Returns the difference between the answers to one client. */
    Optional<Difference> difference(ClientProfile client, Instant at) {
        ClientVersion own = client.program().version();
        Verdict now = before.decide(client, at, Trace.NONE);
        Verdict then = after.decide(client, at, Trace.NONE);
        List<String> answers = List.of(describe(own, now), describe(own, then));
        return answers.get(0).equals(answers.get(1))
                ? Optional.empty()
                : Optional.of(new Difference(client, answers, now.reason(), then.reason()));
    }

    /** The difference between the descriptions of two answers, with the reasons of the answers. */
    record Difference(ClientProfile client, List<String> answers, String reasonBefore, String reasonAfter) {

        /** Adds the client to the clients with the same answers. */
        void addTo(Map<List<String>, Change> changes) {
            changes.computeIfAbsent(
                            answers,
                            key -> new Change(
                                    answers.get(0) + " (" + reasonBefore + ")",
                                    answers.get(1) + " (" + reasonAfter + ")",
                                    new ArrayList<>()))
                    .clients()
                    .add(client);
        }
    }

    // Equal answers have equal descriptions. The reason is not part of the answer.
    private static String describe(ClientVersion own, Verdict verdict) {
        if (verdict instanceof Advice advice) {
            String recommended = advice.recommended().text();
            String second = advice.secondRecommended().text();
            Enforcement enforcement = advice.enforcementFor(own);
            return advice.urgencyFor(own).name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": version "
                    + version(own, recommended) + (second.equals(recommended) ? "" : ", second " + version(own, second))
                    + ", minimum " + version(own, advice.minimum().text()) + ", download " + advice.downloadUrl()
                    + ", fallback "
                    + advice.fallbackUrl()
                    + (enforcement == Enforcement.ADVISE ? "" : ", enforce " + enforcement.keyword())
                    + (advice.traits().isEmpty() ? "" : ", traits " + String.join(" ", new TreeSet<>(advice.traits())));
        }
        return verdict instanceof Refused ? "refused" : "unknown client: cvr0.policy.unknown-clients applies";
    }

    private static String version(ClientVersion own, String version) {
        return version.equals(own.text()) ? "own" : version;
    }

    /**
     * Compares the answers at each instant at which they can change. For each client, at most {@link #MAX_COMPARISONS}
     * divided by the number of clients are compared.
     *
     * @param clients the clients to compare
     * @param from the first instant
     * @param progress receives the number of clients that have been compared
     * @return the differences
     */
    public Timeline timeline(Collection<ClientProfile> clients, Instant from, IntConsumer progress) {
        return new TimelineBuilder(this, from, Math.max(1, MAX_COMPARISONS / Math.max(1, clients.size())))
                .compare(clients, progress);
    }

    /** Returns the instants at which the answer to one client can change, in order. */
    SortedSet<Instant> transitions(ClientProfile client, Instant from) {
        SortedSet<Instant> transitions = new TreeSet<>(before.transitions(client));
        transitions.addAll(after.transitions(client));
        transitions.removeIf(instant -> !instant.isAfter(from) || instant.equals(Instant.MAX));
        transitions.add(from);
        return transitions;
    }

    /**
     * Returns clients that represent all others: for each release of either catalog, one for each combination of the
     * values in conditions. If these are too many, clients for which the rules hold.
     *
     * @param limit the largest number of clients
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

        Change copy() {
            return new Change(before, after, List.copyOf(clients));
        }
    }
}
