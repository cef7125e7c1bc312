// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Decision.Outcome;
import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.policy.InvalidRequest;
import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Reply.Refusal;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.Explanation;
import dev.cvr0.catalog.ExplanationListener;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.server.runtime.Cvr0Server;
import dev.cvr0.server.settings.ServerSettings;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingSource;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Passes the lines of one session to the handlers of the plugin and explains their answers. It records the decision and its
 * explanation while a handler answers, so no rule is evaluated twice. Not thread-safe.
 */
final class Explainer implements AutoCloseable {

    private final HandlerRegistry registry;
    private final StandalonePlugin plugin;
    private final UnknownClientMode unknownClients;
    private final Session session = new PlainSession(InetAddress.getLoopbackAddress());

    // Written by a policy thread if the policy may block; completing the reply makes them visible.
    private Optional<Decision> decision = Optional.empty();
    private Optional<Explanation> explanation = Optional.empty();

    Explainer(SettingSource source, ServerSettings settings) {
        registry = new HandlerRegistry(settings.dialects());
        unknownClients = settings.plugin().policy().unknownClients();
        plugin = Cvr0Server.plugin(source, settings, registry)
                .onDecision(made -> decision = Optional.of(made))
                .instance(ExplanationListener.class, (client, explained) -> explanation = Optional.of(explained))
                .start();
    }

    /** Returns the answer to a command with its explanation. */
    Explained explain(Command command) {
        decision = Optional.empty();
        explanation = Optional.empty();
        Reply reply = registry.handler(command.verb())
                .map(handler ->
                        handler.handle(command, session).toCompletableFuture().join())
                .orElseGet(Reply.Declined::new);
        return new Explained(
                reply.line(),
                reply.endsSession() || reply instanceof Reply.Declined,
                reasons(command, reply),
                decision.filter(made -> made.advice().isPresent()));
    }

    @Override
    public void close() {
        plugin.close();
    }

    private List<String> reasons(Command command, Reply reply) {
        if (decision.isPresent()) {
            return reasons(decision.get());
        }
        if (reply instanceof Reply.Declined || command.verb().equals(Verb.VER)) {
            return List.of();
        }
        if (reply instanceof Refusal refusal && refusal.code().equals(ErrorCode.NOT_EXPECTED)) {
            return List.of("not allowed in this state of the session; negotiated dialect: "
                    + session.agreedDialect().map(Object::toString).orElse("none"));
        }
        // No client is decided about, so this only repeats the validation.
        return plugin.versions()
                                .respond(command, List.of(), session.remoteAddress())
                                .toCompletableFuture()
                                .join()
                        instanceof InvalidRequest invalid
                ? invalid.descriptions()
                : List.of();
    }

    private List<String> reasons(Decision made) {
        // If both reasons are equal, the answer differs from the catalog's verdict only by the mode for unknown
        // clients.
        Verdict verdict = explanation
                .map(Explanation::verdict)
                .filter(UnknownClient.class::isInstance)
                .filter(unknown -> unknown.reason().equals(made.verdict().reason()))
                .orElse(made.verdict());
        List<String> text = new ArrayList<>();
        text.add(meaning(verdict, made));
        text.add("reason: " + verdict.reason());
        if (made.enforcement() != Enforcement.ADVISE) {
            text.add("enforcement: " + made.enforcement().keyword());
        }
        made.advice()
                .map(Advice::traits)
                .filter(traits -> !traits.isEmpty())
                .ifPresent(traits -> text.add("traits: " + String.join(", ", new TreeSet<>(traits))));
        explanation.ifPresentOrElse(
                explained -> explained.steps().forEach(step -> text.add("evaluated " + step)),
                () -> text.addAll(notices(made)));
        return text;
    }

    // A client with an unreadable version is refused before the catalog is consulted.
    private List<String> notices(Decision made) {
        return made.verdict() instanceof UnknownClient && plugin.policy() instanceof CatalogPolicy policy
                ? policy.catalog().notices().stream()
                        .map(notice -> notice.location() + ": notice: " + notice.message())
                        .toList()
                : List.of();
    }

    private String meaning(Verdict verdict, Decision made) {
        ClientVersion installed = made.client().program().version();
        String own = printable(installed);
        if (made.outcome() == Outcome.FAILED) {
            return "the policy failed and no fallback advice is configured; see the log";
        }
        if (verdict instanceof Refused) {
            return "refused; cvr0.policy.unknown-clients does not apply";
        }
        if (!(verdict instanceof Advice advice)) {
            return "unknown client; cvr0.policy.unknown-clients applies, which is " + Setting.keyword(unknownClients);
        }
        return switch (advice.urgencyFor(installed)) {
            case UP_TO_DATE -> "up to date: " + own + " is not older than " + printable(advice.recommended());
            case RECOMMENDED ->
                "recommended: " + own + " is older than " + printable(advice.recommended())
                        + ", but not older than the minimum " + printable(advice.minimum());
            case REQUIRED -> "required: " + own + " is older than the minimum " + printable(advice.minimum());
        };
    }

    // The answer can contain the version of the client.
    private static String printable(ClientVersion version) {
        return LogSafeText.escape(version.text());
    }

    /**
     * An answer with its explanation.
     *
     * @param answer the line of the answer, if there is one
     * @param endsSession whether the session ends after it
     * @param reasons the explanation. Copied
     * @param decision the decision, if the client is advised
     */
    record Explained(Optional<String> answer, boolean endsSession, List<String> reasons, Optional<Decision> decision) {

        Explained {
            reasons = List.copyOf(reasons);
        }

        /** Returns the answer line, followed by its explanation. */
        List<String> lines() {
            List<String> text = new ArrayList<>();
            text.add(answer.orElse("(no answer: no handler serves this verb, so the server closes the connection)"));
            text.add("  then: the session " + session());
            reasons.forEach(reason -> text.add("  " + reason));
            return text;
        }

        JsonObject json(String line) {
            JsonObjectBuilder object = Json.createObjectBuilder()
                    .add("line", line)
                    .add("answer", answer.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
                    .add("session", session());
            decision.ifPresent(
                    made -> object.add("enforcement", made.enforcement().keyword())
                            .add(
                                    "traits",
                                    Json.createArrayBuilder(new TreeSet<>(
                                            made.advice().orElseThrow().traits()))));
            return object.add("explanation", Json.createArrayBuilder(reasons)).build();
        }

        private String session() {
            return endsSession ? "ends" : "stays open";
        }
    }
}
