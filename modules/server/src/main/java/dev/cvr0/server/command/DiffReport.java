// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.diff.CatalogDiff.Change;
import dev.cvr0.catalog.diff.Timeline;
import dev.cvr0.catalog.diff.Timeline.Transition;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints the differences between two catalogs as text or JSON. */
final class DiffReport {

    private static final int MAX_CHANGES = 200;

    private final Timeline timeline;
    private final Map<ClientProfile, Long> weights;
    private final ClientGroupSummary summary;

    /**
     * Creates a report.
     *
     * @param timeline the differences
     * @param weights the number of clients by client
     */
    DiffReport(Timeline timeline, Map<ClientProfile, Long> weights) {
        this.timeline = timeline;
        this.weights = weights;
        this.summary = new ClientGroupSummary(weights.keySet());
    }

    void print(PrintWriter out) {
        String all = count(weigh(weights.keySet()));
        if (timeline.transitions().isEmpty()) {
            out.println("no differences for " + all);
        }
        Differing differing = new Differing();
        timeline.transitions().forEach((at, transition) -> {
            out.println("at " + at + ": the answer changes for " + differing.after(transition) + " of " + all);
            List<Change> changes = transition.changes();
            changes.stream().limit(MAX_CHANGES).forEach(change -> print(out, change));
            if (changes.size() > MAX_CHANGES) {
                out.println("  and " + (changes.size() - MAX_CHANGES) + " more changes; --json lists all");
            }
        });
    }

    private void print(PrintWriter out, Change change) {
        out.println("  " + count(weigh(change.clients())) + ": " + summary.summarize(change.clients()));
        out.println("    - " + change.before());
        out.println("    + " + change.after());
    }

    JsonObject json() {
        Differing differing = new Differing();
        JsonArrayBuilder times = Json.createArrayBuilder();
        timeline.transitions()
                .forEach((at, transition) -> times.add(json(at, differing.after(transition), transition)));
        return Json.createObjectBuilder()
                .add("clients", weigh(weights.keySet()))
                .add("complete", timeline.complete())
                .add("times", times)
                .build();
    }

    private JsonObjectBuilder json(Instant at, long different, Transition transition) {
        JsonArrayBuilder changes = Json.createArrayBuilder();
        transition
                .changes()
                .forEach(change -> changes.add(Json.createObjectBuilder()
                        .add("clients", weigh(change.clients()))
                        .add("summary", summary.summarize(change.clients()))
                        .add("before", change.before())
                        .add("after", change.after())));
        return Json.createObjectBuilder()
                .add("at", at.toString())
                .add("different", different)
                .add("changes", changes);
    }

    private static String count(long number) {
        return number + (number == 1 ? " client" : " clients");
    }

    private long weigh(Collection<ClientProfile> clients) {
        return clients.stream()
                .mapToLong(client -> weights.getOrDefault(client, 0L))
                .reduce(0, ClientList::saturatedAdd);
    }

    /** The clients whose answers differ at the last transition. */
    private final class Differing {

        private final Set<ClientProfile> clients = new HashSet<>();

        /** Returns the number of clients whose answers differ after a transition. */
        long after(Transition transition) {
            transition.changes().forEach(change -> clients.addAll(change.clients()));
            transition.ended().forEach(clients::remove);
            return weigh(clients);
        }
    }
}
