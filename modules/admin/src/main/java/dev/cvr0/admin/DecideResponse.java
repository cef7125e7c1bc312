// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

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
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Writes the answers of {@code POST /v1/decide}. Not thread-safe. */
final class DecideResponse {

    private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());
    private static final int INITIAL_BYTES = 1024;

    private final boolean single;
    private final Optional<CatalogPolicy> policy;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
    private final JsonGenerator json = GENERATORS.createGenerator(bytes);

    DecideResponse(boolean single, Optional<CatalogPolicy> policy) {
        this.single = single;
        this.policy = policy;
        if (!single) {
            json.writeStartObject().writeStartArray("decisions");
        }
    }

    /** Adds a line that a host does not answer. */
    void add(String rejection) {
        add(Optional.empty(), true, Optional.empty(), rejection);
    }

    void add(Reply reply, RequestResult result) {
        if (result instanceof Decision decision) {
            add(
                    reply.line(),
                    reply.endsSession(),
                    Optional.of(decision),
                    decision.verdict().reason());
        } else if (result instanceof InvalidRequest invalid) {
            add(reply.line(), reply.endsSession(), Optional.empty(), String.join("; ", invalid.descriptions()));
        }
    }

    byte[] finish() {
        if (!single) {
            json.writeEnd().writeEnd();
        }
        json.close();
        return bytes.toByteArray();
    }

    private void add(Optional<String> answer, boolean close, Optional<Decision> decision, String reason) {
        Optional<Advice> advice = decision.flatMap(Decision::advice);
        Optional<RuleMatch> match = policy.flatMap(catalog -> decision.map(catalog::match));
        Optional<DeterminingRule> rule = match.flatMap(RuleMatch::rule);
        json.writeStartObject();
        write("answer", answer);
        json.write("close", close);
        json.write(
                "verdict",
                decision.map(Decision::verdict).map(DecideResponse::name).orElse("invalid"));
        write("outcome", decision.map(made -> Setting.keyword(made.outcome())));
        write(
                "urgency",
                decision.flatMap(made -> advice.map(given ->
                        Setting.keyword(given.urgencyFor(made.client().program().version())))));
        json.write("belowMinimum", decision.map(Decision::belowMinimum).orElse(false));
        json.write(
                "enforcement",
                decision.map(Decision::enforcement).orElse(Enforcement.ADVISE).keyword());
        json.writeStartArray("traits");
        new TreeSet<>(advice.map(Advice::traits).orElse(Set.of())).forEach(json::write);
        json.writeEnd();
        json.write("reason", reason);
        write("rule", rule.map(DeterminingRule::name));
        write("location", rule.map(DeterminingRule::location).map(at -> at.source() + ":" + at.line()));
        writeCatalog(match.map(RuleMatch::catalog).or(() -> policy.map(CatalogPolicy::status)));
        json.writeEnd();
    }

    private void writeCatalog(Optional<CatalogStatus> catalog) {
        if (catalog.isEmpty()) {
            json.writeNull("catalog");
            return;
        }
        CatalogStatus status = catalog.get();
        json.writeStartObject("catalog").write("source", status.source());
        if (status.revision().isSigned()) {
            json.write("version", status.revision().version());
        } else {
            json.writeNull("version");
        }
        json.write("digest", status.contentId()).writeEnd();
    }

    private void write(String name, Optional<String> value) {
        if (value.isPresent()) {
            json.write(name, value.get());
        } else {
            json.writeNull(name);
        }
    }

    private static String name(Verdict verdict) {
        return verdict instanceof Advice ? "advice" : verdict instanceof UnknownClient ? "unknown" : "refused";
    }
}
