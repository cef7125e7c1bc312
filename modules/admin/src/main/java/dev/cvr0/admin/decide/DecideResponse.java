// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.decide;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.policy.InvalidRequest;
import dev.cvr0.api.policy.RequestResult;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.CatalogStatus;
import dev.cvr0.catalog.Explanation.DeterminingRule;
import dev.cvr0.catalog.RuleMatch;
import dev.cvr0.settings.Setting;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Writes the answers of {@code POST /v1/decide}. Not thread-safe. */
public final class DecideResponse {

    private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());
    private static final int INITIAL_CHARACTERS = 1024;

    private final boolean single;
    private final Optional<CatalogPolicy> policy;
    private final StringWriter text = new StringWriter(INITIAL_CHARACTERS);
    private final JsonGenerator json = GENERATORS.createGenerator(text);

    DecideResponse(boolean single, Optional<CatalogPolicy> policy) {
        this.single = single;
        this.policy = policy;
        if (!single) {
            json.writeStartObject().writeStartArray("decisions");
        }
    }

    /** Adds a line that a host does not answer. */
    void add(String rejection) {
        write(Optional.empty(), true, rejection);
    }

    void add(Reply reply, RequestResult result) {
        if (result instanceof Decision decision) {
            write(reply, decision);
        } else if (result instanceof InvalidRequest invalid) {
            write(reply.line(), reply.endsSession(), String.join("; ", invalid.descriptions()));
        }
    }

    byte[] finish() {
        if (!single) {
            json.writeEnd().writeEnd();
        }
        json.close();
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(Reply reply, Decision decision) {
        Optional<Advice> advice = decision.advice();
        Optional<RuleMatch> match = policy.map(catalog -> catalog.match(decision));
        Optional<DeterminingRule> rule = match.flatMap(RuleMatch::rule);
        writeStart(reply.line(), reply.endsSession(), name(decision.verdict()));
        json.write("outcome", Setting.keyword(decision.outcome()));
        write(
                "urgency",
                advice.map(given -> Setting.keyword(
                        given.urgencyFor(decision.client().program().version()))));
        json.write("belowMinimum", decision.belowMinimum());
        json.write("enforcement", decision.enforcement().keyword());
        json.writeStartArray("traits");
        advice.ifPresent(given -> new TreeSet<>(given.traits()).forEach(json::write));
        json.writeEnd().write("reason", decision.verdict().reason());
        write("rule", rule.map(DeterminingRule::name));
        write("location", rule.map(DeterminingRule::location).map(at -> at.source() + ":" + at.line()));
        writeEnd(match.map(RuleMatch::catalog));
    }

    /** Writes a line without a decision. */
    private void write(Optional<String> answer, boolean close, String reason) {
        writeStart(answer, close, "invalid");
        json.writeNull("outcome").writeNull("urgency").write("belowMinimum", false);
        json.write("enforcement", Enforcement.ADVISE.keyword());
        json.writeStartArray("traits").writeEnd();
        json.write("reason", reason).writeNull("rule").writeNull("location");
        writeEnd(policy.map(CatalogPolicy::status));
    }

    private void writeStart(Optional<String> answer, boolean close, String verdict) {
        json.writeStartObject();
        write("answer", answer);
        json.write("close", close).write("verdict", verdict);
    }

    private void writeEnd(Optional<CatalogStatus> catalog) {
        if (catalog.isEmpty()) {
            json.writeNull("catalog").writeEnd();
            return;
        }
        CatalogStatus status = catalog.get();
        json.writeStartObject("catalog").write("source", status.source());
        if (status.revision().isSigned()) {
            json.write("version", status.revision().version());
        } else {
            json.writeNull("version");
        }
        json.write("digest", status.contentId()).writeEnd().writeEnd();
    }

    private void write(String name, Optional<String> value) {
        if (value.isPresent()) {
            json.write(name, value.get());
        } else {
            json.writeNull(name);
        }
    }

    /** Returns the name of a verdict. */
    public static String name(Verdict verdict) {
        return verdict instanceof Advice ? "advice" : verdict instanceof UnknownClient ? "unknown" : "refused";
    }
}
