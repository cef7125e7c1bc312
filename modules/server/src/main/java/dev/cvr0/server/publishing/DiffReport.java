// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import dev.cvr0.admin.management.ClientGroupSummary;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.diff.CatalogDiff;
import dev.cvr0.catalog.diff.CatalogDiff.Change;
import dev.cvr0.catalog.diff.Timeline;
import dev.cvr0.catalog.diff.Timeline.Transition;
import dev.cvr0.server.command.ErrorOutput;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the differences between two catalogs as text or JSON. */
final class DiffReport {

    private static final int MAX_CHANGES = 200;

    private static final int MAX_REPRESENTATIVE_CLIENTS = 100_000;

    private final Timeline timeline;
    private final Map<ClientProfile, Long> weights;
    private final ClientGroupSummary summary;

    private DiffReport(Timeline timeline, Map<ClientProfile, Long> weights) {
        this.timeline = timeline;
        this.weights = weights;
        this.summary = new ClientGroupSummary(weights.keySet());
    }

    /**
     * Compares two catalogs. Warns if the comparison is incomplete.
     *
     * @param diff the catalogs
     * @param clients the number of clients by client; empty for generated clients
     * @param from the earliest time to compare
     * @param spec the command, for warnings
     */
    static DiffReport compare(
            CatalogDiff diff, Optional<Map<ClientProfile, Long>> clients, Instant from, CommandSpec spec) {
        Map<ClientProfile, Long> weights = clients.orElseGet(() -> representativeClients(diff));
        Timeline timeline = diff.timeline(
                weights.keySet(),
                from,
                Progress.of(weights.size(), spec.commandLine().getErr()));
        if (clients.isEmpty() && weights.size() >= MAX_REPRESENTATIVE_CLIENTS) {
            ErrorOutput.warn(
                    spec,
                    "compared " + weights.size()
                            + " generated clients, not every combination; name your own in 'cvr0 diff --clients'");
        }
        if (!timeline.complete()) {
            ErrorOutput.warn(
                    spec,
                    "did not compare every time at which an answer can change; name fewer clients in --clients, or a later"
                            + " time in --at of 'cvr0 diff'");
        }
        return new DiffReport(timeline, weights);
    }

    private static Map<ClientProfile, Long> representativeClients(CatalogDiff diff) {
        Map<ClientProfile, Long> weights = new LinkedHashMap<>();
        diff.representativeClients(MAX_REPRESENTATIVE_CLIENTS).forEach(client -> weights.put(client, 1L));
        return weights;
    }

    boolean hasDifferences() {
        return !timeline.transitions().isEmpty();
    }

    void print(PrintWriter out) {
        print(out, MAX_CHANGES);
    }

    /** Prints at most a number of changes for each time. */
    void print(PrintWriter out, int maxChanges) {
        String all = count(weigh(weights.keySet()));
        if (timeline.transitions().isEmpty()) {
            out.println("no differences for " + all);
        }
        Differing differing = new Differing();
        timeline.transitions().forEach((at, transition) -> {
            out.println("at " + at + ": the answer changes for " + differing.after(transition) + " of " + all);
            List<Change> changes = transition.changes();
            changes.stream().limit(maxChanges).forEach(change -> print(out, change));
            if (changes.size() > maxChanges) {
                out.println("  and " + (changes.size() - maxChanges) + " more changes; 'cvr0 diff --json' lists all");
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
