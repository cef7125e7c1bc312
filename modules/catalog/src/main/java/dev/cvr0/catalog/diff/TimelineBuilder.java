// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.diff;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.diff.CatalogDiff.Change;
import dev.cvr0.catalog.diff.CatalogDiff.Difference;
import dev.cvr0.catalog.diff.Timeline.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** Compares the answers of one client after the other, each at the instants at which its own answers can change. */
final class TimelineBuilder {

    private final CatalogDiff diff;
    private final Instant from;
    private final int maxInstants;
    private final SortedMap<Instant, Collected> collected = new TreeMap<>();
    private boolean complete = true;

    private record Collected(Map<List<String>, Change> changes, List<ClientProfile> ended) {

        Transition transition() {
            return new Transition(changes.values().stream().map(Change::copy).toList(), ended);
        }
    }

    TimelineBuilder(CatalogDiff diff, Instant from, int maxInstants) {
        this.diff = diff;
        this.from = from;
        this.maxInstants = maxInstants;
    }

    Timeline compare(Collection<ClientProfile> clients, IntConsumer progress) {
        int compared = 0;
        for (ClientProfile client : clients) {
            compare(client);
            progress.accept(++compared);
        }
        SortedMap<Instant, Transition> transitions = new TreeMap<>();
        collected.forEach((at, differences) -> transitions.put(at, differences.transition()));
        return new Timeline(transitions, complete);
    }

    private void compare(ClientProfile client) {
        SortedSet<Instant> instants = diff.transitions(client, from);
        complete &= instants.size() <= maxInstants;
        Optional<List<String>> last = Optional.empty();
        for (Instant at : instants.stream().limit(maxInstants).toList()) {
            Optional<Difference> difference = diff.difference(client, at);
            Optional<List<String>> answers = difference.map(Difference::answers);
            if (!answers.equals(last)) {
                Collected differences =
                        collected.computeIfAbsent(at, a -> new Collected(new LinkedHashMap<>(), new ArrayList<>()));
                difference.ifPresentOrElse(
                        begun -> begun.addTo(differences.changes()),
                        () -> differences.ended().add(client));
            }
            last = answers;
        }
    }
}
