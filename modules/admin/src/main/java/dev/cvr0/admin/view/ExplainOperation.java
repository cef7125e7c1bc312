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
import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.policy.InvalidRequest;
import dev.cvr0.api.policy.RequestResult;
import dev.cvr0.api.policy.Urgency;
import dev.cvr0.api.policy.Verdict;
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
        JsonArrayBuilder answers = JSON.createArrayBuilder();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Explained explained = line.command()
                    .map(command -> explain(command, request, found.catalog(), at))
                    .orElseGet(() -> new Explained(
                            Optional.empty(), true, Optional.empty(), Optional.empty(), List.of(line.rejection())));
            String text = i < texts.size()
                    ? texts.get(i)
                    : line.command().map(Object::toString).orElse("");
            answers.add(explained.json(text, MAX_STEPS / lines.size()));
        }
        return ApiResponse.json(JSON.createObjectBuilder()
                .add("at", at.toString())
                .add("of", found.of())
                .add("answers", answers)
                .build());
    }

    private Explained explain(Command command, DecideRequest request, Catalog catalog, Instant at) {
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
        return new Explained(
                reply.line(),
                reply.endsSession(),
                result instanceof Decision decision ? Optional.of(decision) : Optional.empty(),
                explanation.get(),
                result instanceof InvalidRequest invalid ? invalid.descriptions() : List.of());
    }

    /** The answer to a line: without a decision if the line is invalid. */
    private record Explained(
            Optional<String> answer,
            boolean ends,
            Optional<Decision> decision,
            Optional<Explanation> explanation,
            List<String> problems) {

        JsonObjectBuilder json(String line, int maxSteps) {
            Optional<Verdict> verdict = decision.map(Decision::verdict);
            Optional<Urgency> urgency = decision.flatMap(made -> made.advice()
                    .map(advice -> advice.urgencyFor(made.client().program().version())));
            Set<String> traits =
                    decision.flatMap(Decision::advice).map(Advice::traits).orElse(Set.of());
            List<Step> steps = explanation.map(Explanation::steps).orElse(List.of());
            int omitted = Math.max(0, steps.size() - maxSteps);
            return JSON.createObjectBuilder()
                    .add("line", line)
                    .add("answer", text(answer))
                    .add("session", ends ? "ends" : "stays open")
                    .add("verdict", verdict.map(DecideResponse::name).orElse("invalid"))
                    .add("urgency", text(urgency.map(Setting::keyword)))
                    .add(
                            "enforcement",
                            decision.map(Decision::enforcement)
                                    .orElse(Enforcement.ADVISE)
                                    .keyword())
                    .add("traits", JSON.createArrayBuilder(new TreeSet<>(traits)))
                    .add("outcome", text(decision.map(Decision::outcome).map(Setting::keyword)))
                    .add("reason", verdict.map(Verdict::reason).orElse(""))
                    .add("rule", text(explanation.flatMap(Explanation::rule).map(DeterminingRule::name)))
                    .add("steps", array(steps.stream().skip(omitted).map(ExplainOperation::json)))
                    .add("omittedSteps", omitted)
                    .add("problems", JSON.createArrayBuilder(problems));
        }
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
