// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which clients one catalogue tells something else than another. Immutable, safe for use by many threads.
 *
 * @since 0.1
 */
public final class CatalogDiff {

    private final Catalog before;
    private final Catalog after;

    /**
     * A comparison.
     *
     * @param before the catalogue that is served
     * @param after the one to be served
     */
    public CatalogDiff(Catalog before, Catalog after) {
        this.before = Objects.requireNonNull(before, "before");
        this.after = Objects.requireNonNull(after, "after");
    }

    /**
     * Those whose answers differ, and from what to what. Who is told the same is in one change together, whatever rule
     * it comes from.
     *
     * @param clients whom to ask about
     * @param at the hour to go by
     * @return in the order in which the clients were given
     */
    public List<Change> changes(Iterable<ClientProfile> clients, Instant at) {
        Map<List<String>, Change> changes = new LinkedHashMap<>();
        for (ClientProfile client : clients) {
            Told now = Told.to(client, before.decide(client, at));
            Told then = Told.to(client, after.decide(client, at));
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
     * When answers can change by themselves.
     *
     * @param from the first hour of interest
     * @return that hour, and every later one at which something in either catalogue begins or ends
     */
    public SortedSet<Instant> moments(Instant from) {
        SortedSet<Instant> moments = new TreeSet<>(before.contents().moments());
        moments.addAll(after.contents().moments());
        moments.removeIf(moment -> !moment.isAfter(from) || moment.equals(Instant.MAX));
        moments.add(from);
        return moments;
    }

    /**
     * Clients to ask about if none are known: of each release that either catalogue lists, one for each combination of
     * what their rules look at, and one of which nothing is looked at. Beyond a bound, combinations are left out, but no
     * value is.
     *
     * @param most how many clients to make, roughly
     * @return the clients
     */
    public Set<ClientProfile> likelyClients(int most) {
        return new LikelyClients(List.of(before.contents(), after.contents()), most).clients();
    }

    /**
     * Clients whose answers change alike.
     *
     * @param before what they are told now, in words
     * @param after what they are to be told
     * @param clients who they are
     */
    public record Change(String before, String after, List<ClientProfile> clients) {

        private Change copy() {
            return new Change(before, after, List.copyOf(clients));
        }
    }
}
