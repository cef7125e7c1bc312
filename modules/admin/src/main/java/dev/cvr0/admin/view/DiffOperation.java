// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import static dev.cvr0.admin.management.Reports.array;

import dev.cvr0.admin.management.Catalogs;
import dev.cvr0.admin.management.ClientGroupSummary;
import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Call;
import dev.cvr0.admin.operation.JsonRequest;
import dev.cvr0.admin.view.ClientCounts.Counted;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.diff.CatalogDiff;
import dev.cvr0.catalog.diff.CatalogDiff.Change;
import dev.cvr0.catalog.diff.Timeline;
import dev.cvr0.catalog.diff.Timeline.Transition;
import dev.cvr0.catalog.publication.ClientKind;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * {@code POST /v1/diff}: the counted clients whose answers differ between two catalogs, now and at each later time at which
 * an answer can change. Without counted clients, generated ones are compared.
 */
record DiffOperation(Catalogs catalogs, ClientCounts counts, Management management) {

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());
    private static final int MAX_GENERATED = 10_000;
    private static final int MAX_CHANGES = 100;
    private static final int MAX_TRANSITIONS = 100;
    private static final int MAX_CLIENTS = 100;
    private static final int MAX_CLIENTS_LATER = 10;

    ApiResponse diff(Call call) {
        JsonRequest body = JsonRequest.parse(call);
        body.rejectUnknown(List.of("before", "after", "at", "since"));
        Instant at = Times.at(body.text("at"), management.settings().clock().instant());
        Instant since = Times.since(body.text("since"), Instant.now());
        Catalog before =
                catalogs.find(body.text("before").orElse(Catalogs.SERVED)).catalog();
        CatalogDiff diff = before.diff(catalogs.find(body.requireText("after")).catalog());
        Counted<SortedMap<ClientKind, Long>> counted = counts.clients(since);
        Map<ClientProfile, Long> weights = weights(counted.value());
        boolean generated = weights.isEmpty();
        if (generated) {
            diff.representativeClients(MAX_GENERATED).forEach(client -> weights.put(client, 1L));
        }
        Timeline timeline = diff.timeline(weights.keySet(), at, compared -> {});
        return ApiResponse.json(new Report(weights)
                .json(timeline, at)
                .add("source", generated ? "generated" : counted.source())
                .build());
    }

    private static Map<ClientProfile, Long> weights(SortedMap<ClientKind, Long> counted) {
        Map<ClientProfile, Long> weights = new LinkedHashMap<>();
        counted.entrySet().stream()
                .sorted(Map.Entry.<ClientKind, Long>comparingByValue().reversed())
                .forEach(count -> count.getKey()
                        .client()
                        .ifPresent(client -> weights.merge(client, count.getValue(), Long::sum)));
        return weights;
    }

    /** Describes differences, weighted by the number of requests. */
    private record Report(Map<ClientProfile, Long> weights, ClientGroupSummary summary) {

        Report(Map<ClientProfile, Long> weights) {
            this(weights, new ClientGroupSummary(weights.keySet()));
        }

        JsonObjectBuilder json(Timeline timeline, Instant at) {
            Set<ClientProfile> affected = new HashSet<>();
            boolean complete = timeline.complete() && timeline.transitions().size() <= MAX_TRANSITIONS;
            timeline.transitions().values().stream()
                    .flatMap(transition -> transition.changes().stream())
                    .forEach(change -> affected.addAll(change.clients()));
            List<Change> present = Optional.ofNullable(timeline.transitions().get(at))
                    .map(Transition::changes)
                    .orElse(List.of());
            return JSON.createObjectBuilder()
                    .add("changes", json(present, MAX_CLIENTS))
                    .add(
                            "timeline",
                            array(timeline.transitions().entrySet().stream()
                                    .limit(MAX_TRANSITIONS)
                                    .map(this::json)))
                    .add("affected", weigh(affected))
                    .add("total", weigh(weights.keySet()))
                    .add("complete", complete && present.size() <= MAX_CHANGES);
        }

        private JsonObjectBuilder json(Map.Entry<Instant, Transition> transition) {
            return JSON.createObjectBuilder()
                    .add("at", transition.getKey().toString())
                    .add("changes", json(transition.getValue().changes(), MAX_CLIENTS_LATER))
                    .add("ended", weigh(transition.getValue().ended()));
        }

        private JsonArrayBuilder json(List<Change> changes, int maxClients) {
            return array(changes.stream()
                    .sorted(Comparator.comparingLong(change -> -weigh(change.clients())))
                    .limit(MAX_CHANGES)
                    .map(change -> json(change, maxClients)));
        }

        private JsonObjectBuilder json(Change change, int maxClients) {
            return JSON.createObjectBuilder()
                    .add("before", change.before())
                    .add("after", change.after())
                    .add("summary", summary.summarize(change.clients()))
                    .add("requests", weigh(change.clients()))
                    .add("count", change.clients().size())
                    .add(
                            "clients",
                            array(change.clients().stream().limit(maxClients).map(this::json)));
        }

        private JsonObjectBuilder json(ClientProfile client) {
            return ClientOperations.json(ClientKind.of(client), client.program(), weights.getOrDefault(client, 0L));
        }

        private long weigh(Collection<ClientProfile> clients) {
            return clients.stream()
                    .mapToLong(client -> weights.getOrDefault(client, 0L))
                    .sum();
        }
    }
}
