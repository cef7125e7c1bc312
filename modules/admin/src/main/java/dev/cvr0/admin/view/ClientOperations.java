// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import static dev.cvr0.admin.management.Reports.array;
import static dev.cvr0.admin.management.Reports.text;

import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Call;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.admin.view.ClientCounts.Counted;
import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Decision.Outcome;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.policy.VersionService;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.Explanation.DeterminingRule;
import dev.cvr0.catalog.publication.ClientKind;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The statistics of clients: over time, and the kinds with their present answers. */
record ClientOperations(ClientCounts counts, Management management, VersionService versions) {

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());
    private static final Duration HOURLY = Duration.ofDays(7).plusHours(1);
    private static final int MAX_SERIES = 12;
    private static final int DEFAULT_KINDS = 200;
    private static final int MAX_KINDS = 1000;

    /** The attributes by which clients are counted, with their values. */
    private static final Map<String, Function<ClientProgram, String>> ATTRIBUTES = Map.of(
            "version",
            program -> program.version().text(),
            "library",
            ClientProgram::library,
            "locale",
            program -> program.locale().toString(),
            "systemType",
            ClientProgram::systemType);

    /** {@code GET /v1/clients}. */
    ApiResponse overTime(Call call) {
        String by = call.parameter("by").orElse("version");
        Function<ClientProgram, String> attribute = Optional.ofNullable(ATTRIBUTES.get(by))
                .orElseThrow(() -> new ProblemException(
                        Problem.badRequest("by is not an attribute; use version, library, locale or systemType")));
        Instant until = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant since = Times.since(call.parameter("since"), until);
        ChronoUnit step = Duration.between(since, until).compareTo(HOURLY) <= 0 ? ChronoUnit.HOURS : ChronoUnit.DAYS;
        Counted<SortedMap<Instant, Map<ClientKind, Long>>> counted = counts.overTime(since, step);

        List<Instant> times = Stream.iterate(
                        since.truncatedTo(step), time -> !time.isAfter(until), time -> time.plus(1, step))
                .toList();
        Map<String, long[]> series = new HashMap<>();
        long[] others = new long[times.size()];
        Optional<String> library = call.parameter("library");
        counted.value().forEach((time, kinds) -> {
            int index = (int) times.get(0).until(time, step);
            kinds.forEach((kind, count) -> {
                Optional<ClientProgram> program = kind.client().map(ClientProfile::program);
                if (library.isEmpty() || program.map(ClientProgram::library).equals(library)) {
                    program.map(attribute)
                            .map(name -> series.computeIfAbsent(name, added -> new long[times.size()]))
                            .orElse(others)[index] += count;
                }
            });
        });
        List<Entry<String, long[]>> sorted = series.entrySet().stream()
                .sorted(Comparator.comparingLong((Entry<String, long[]> one) -> -sum(one.getValue()))
                        .thenComparing(Entry.comparingByKey()))
                .toList();
        sorted.stream()
                .skip(MAX_SERIES)
                .forEach(one -> Arrays.setAll(others, index -> others[index] + one.getValue()[index]));
        List<Entry<String, long[]>> shown = new ArrayList<>(sorted.subList(0, Math.min(MAX_SERIES, sorted.size())));
        if (sum(others) > 0) {
            shown.add(Map.entry("other", others));
        }
        return ApiResponse.json(JSON.createObjectBuilder()
                .add("since", since.toString())
                .add("until", until.toString())
                .add("step", step == ChronoUnit.HOURS ? "PT1H" : "P1D")
                .add(
                        "times",
                        JSON.createArrayBuilder(
                                times.stream().map(Instant::toString).toList()))
                .add("series", array(shown.stream().map(one -> series(one.getKey(), one.getValue()))))
                .add(
                        "total",
                        shown.stream().mapToLong(one -> sum(one.getValue())).sum())
                .add("source", counted.source())
                .build());
    }

    private static JsonObjectBuilder series(String name, long[] counts) {
        return JSON.createObjectBuilder()
                .add("name", name)
                .add("total", sum(counts))
                .add(
                        "counts",
                        JSON.createArrayBuilder(Arrays.stream(counts).boxed().toList()));
    }

    private static long sum(long[] numbers) {
        return Arrays.stream(numbers).sum();
    }

    /** A kind of client with its decision. */
    private record Kind(ClientKind kind, long count, Decision decision, String urgency) {}

    /** {@code GET /v1/clients/kinds}. */
    ApiResponse kinds(Call call) {
        int limit = call.number("limit", DEFAULT_KINDS, MAX_KINDS);
        Instant at = management.settings().clock().instant();
        Counted<SortedMap<ClientKind, Long>> counted =
                counts.clients(Times.since(call.parameter("since"), Instant.now()));
        Catalog served = management.policy().catalog();
        VersionService preview = versions.preview(client -> served.decide(client, at));
        List<Kind> kinds = new ArrayList<>();
        Map<String, Long> urgencies = new TreeMap<>();
        counted.value()
                .forEach((kind, count) -> kind.client().ifPresent(client -> {
                    Decision decision = preview.decide(Verb.CVQ, client)
                            .toCompletableFuture()
                            .join();
                    String urgency = urgency(decision);
                    urgencies.merge(urgency, count, Long::sum);
                    kinds.add(new Kind(kind, count, decision, urgency));
                }));
        kinds.sort(Comparator.comparingLong(kind -> -kind.count()));

        JsonObjectBuilder sums = JSON.createObjectBuilder();
        urgencies.forEach(sums::add);
        return ApiResponse.json(JSON.createObjectBuilder()
                .add(
                        "total",
                        urgencies.values().stream().mapToLong(Long::longValue).sum())
                .add("kinds", array(kinds.stream().limit(limit).map(kind -> json(kind, preview, served, at))))
                .add("urgency", sums)
                .add("source", counted.source())
                .build());
    }

    private static JsonObjectBuilder json(Kind kind, VersionService preview, Catalog served, Instant at) {
        Optional<String> answer = Command.tryParse(kind.kind().request())
                .flatMap(request -> preview.reply(request, kind.decision()).line());
        return json(kind.kind(), kind.decision().client().program(), kind.count())
                .add("urgency", kind.urgency())
                .add("answer", text(answer))
                .add(
                        "rule",
                        text(served.determiningRule(kind.decision().client(), at)
                                .map(DeterminingRule::name)));
    }

    /** Describes a kind of client with the number of its requests. */
    static JsonObjectBuilder json(ClientKind kind, ClientProgram program, long count) {
        return JSON.createObjectBuilder()
                .add("offer", kind.offer())
                .add("request", kind.request())
                .add("library", program.library())
                .add("version", program.version().text())
                .add("systemType", program.systemType())
                .add("locale", program.locale().toString())
                .add("count", count);
    }

    private static String urgency(Decision decision) {
        if (decision.outcome() == Outcome.DECIDED && decision.verdict() instanceof Advice advice) {
            return advice.urgencyFor(decision.client().program().version()).name();
        }
        return decision.verdict() instanceof Refused ? "REFUSED" : "UNKNOWN";
    }
}
