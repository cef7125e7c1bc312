// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import static dev.cvr0.admin.management.Reports.array;
import static dev.cvr0.admin.management.Reports.text;

import dev.cvr0.admin.decide.DecideRequest;
import dev.cvr0.admin.decide.DecideRequest.Line;
import dev.cvr0.admin.decide.DecideResponse;
import dev.cvr0.admin.management.Catalogs;
import dev.cvr0.admin.management.Catalogs.Found;
import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Call;
import dev.cvr0.admin.operation.JsonRequest;
import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.InvalidRequest;
import dev.cvr0.api.policy.RequestResult;
import dev.cvr0.api.policy.VersionService;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.Explanation;
import dev.cvr0.catalog.Explanation.DeterminingRule;
import dev.cvr0.catalog.Explanation.NotMatched;
import dev.cvr0.catalog.Explanation.Step;
import dev.cvr0.settings.Setting;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code POST /v1/explain}: the answers to lines on a catalog at a time, and every considered rule. The service that answers
 * clients makes the decisions, so an explanation matches the answer.
 */
record ExplainOperation(VersionService versions, Catalogs catalogs, Management management, int maxLineBytes) {

    static final int MAX_LINES = 100;

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());
    private static final String AT = "at";
    private static final String OF = "of";
    private static final int MAX_STEPS = 2000;

    ApiResponse explain(Call call) {
        JsonRequest body = JsonRequest.parse(call);
        DecideRequest request = DecideRequest.parse(body, maxLineBytes, MAX_LINES, List.of(AT, OF));
        Instant at = Times.at(body.text(AT), management.settings().clock().instant());
        Found found = catalogs.find(body.text(OF).orElse(Catalogs.SERVED));
        List<Line> lines = request.requests();
        List<String> texts = body.has("lines")
                ? body.texts("lines", MAX_LINES)
                : body.text("line").stream().toList();
        int maxSteps = MAX_STEPS / Math.max(1, lines.size());
        JsonArrayBuilder answers = JSON.createArrayBuilder();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            JsonObjectBuilder answer = JSON.createObjectBuilder()
                    .add(
                            "line",
                            i < texts.size()
                                    ? texts.get(i)
                                    : line.command().map(Object::toString).orElse(""));
            answers.add(line.command()
                    .map(command -> explain(answer, command, request, found.catalog(), at, maxSteps))
                    .orElseGet(() -> invalid(answer, Optional.empty(), true, List.of(line.rejection()))));
        }
        return ApiResponse.json(JSON.createObjectBuilder()
                .add("at", at.toString())
                .add("of", found.of())
                .add("answers", answers)
                .build());
    }

    private JsonObjectBuilder explain(
            JsonObjectBuilder answer,
            Command command,
            DecideRequest request,
            Catalog catalog,
            Instant at,
            int maxSteps) {
        AtomicReference<Optional<Explanation>> explanation = new AtomicReference<>(Optional.empty());
        RequestResult result = versions.preview(client -> {
                    Explanation explained = catalog.explain(client, at);
                    explanation.set(Optional.of(explained));
                    return explained.verdict();
                })
                .respond(command, request.offered(), request.address())
                .toCompletableFuture()
                .join();
        Reply reply = versions.reply(command, result);
        if (result instanceof Decision decision) {
            return decided(answer, reply, decision, explanation.get(), maxSteps);
        }
        List<String> problems = result instanceof InvalidRequest invalid ? invalid.descriptions() : List.of();
        return invalid(answer, reply.line(), reply.endsSession(), problems);
    }

    private static JsonObjectBuilder decided(
            JsonObjectBuilder answer, Reply reply, Decision decision, Optional<Explanation> explanation, int maxSteps) {
        Optional<Advice> advice = decision.advice();
        List<Step> steps = explanation.map(Explanation::steps).orElse(List.of());
        List<Step> last = steps.subList(Math.max(0, steps.size() - maxSteps), steps.size());
        return start(answer, reply.line(), reply.endsSession(), DecideResponse.name(decision.verdict()))
                .add(
                        "urgency",
                        text(advice.map(given -> Setting.keyword(
                                given.urgencyFor(decision.client().program().version())))))
                .add("enforcement", decision.enforcement().keyword())
                .add(
                        "traits",
                        JSON.createArrayBuilder(
                                new TreeSet<>(advice.map(Advice::traits).orElse(Set.of()))))
                .add("outcome", Setting.keyword(decision.outcome()))
                .add("reason", decision.verdict().reason())
                .add("rule", text(explanation.flatMap(Explanation::rule).map(DeterminingRule::name)))
                .add("steps", array(last.stream().map(ExplainOperation::json)))
                .add("omittedSteps", steps.size() - last.size())
                .add("problems", JSON.createArrayBuilder());
    }

    private static JsonObjectBuilder invalid(
            JsonObjectBuilder answer, Optional<String> line, boolean ends, List<String> problems) {
        return start(answer, line, ends, "invalid")
                .addNull("urgency")
                .add("enforcement", "advise")
                .add("traits", JSON.createArrayBuilder())
                .addNull("outcome")
                .add("reason", "")
                .addNull("rule")
                .add("steps", JSON.createArrayBuilder())
                .add("omittedSteps", 0)
                .add("problems", JSON.createArrayBuilder(problems));
    }

    private static JsonObjectBuilder start(
            JsonObjectBuilder answer, Optional<String> line, boolean ends, String verdict) {
        return answer.add("answer", text(line))
                .add("session", ends ? "ends" : "stays open")
                .add("verdict", verdict);
    }

    private static JsonObjectBuilder json(Step step) {
        Optional<NotMatched> failed =
                step.outcome() instanceof NotMatched notMatched ? Optional.of(notMatched) : Optional.empty();
        return JSON.createObjectBuilder()
                .add("rule", step.rule())
                .add("location", step.location().toString())
                .add("outcome", step.outcome().toString())
                .add("matched", failed.isEmpty())
                .add("key", text(failed.map(NotMatched::key)))
                .add("expected", text(failed.map(NotMatched::expected)))
                .add("actual", text(failed.map(NotMatched::actual)));
    }
}
