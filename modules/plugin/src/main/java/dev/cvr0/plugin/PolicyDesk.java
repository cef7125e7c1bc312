// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Dependence;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.protocol.Tokens;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.plugin.settings.PolicySettings;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Puts a client's question to the policy and brings back a verdict that can be sent: the mode for unknown clients is
 * applied, advice is checked, a policy that fails is covered by the fallback advice, and every answered question is
 * fired as a {@link Decision}.
 */
@Part
class PolicyDesk {

    private final PolicyCall policy;
    private final CheckedAnswers answers;
    private final Decisions decisions;
    private final PolicySettings settings;
    private final AtomicBoolean failing = new AtomicBoolean();

    @Inject
    PolicyDesk(PolicyCall policy, CheckedAnswers answers, Decisions decisions, PluginSettings settings) {
        this.policy = policy;
        this.answers = answers;
        this.decisions = decisions;
        this.settings = settings.policy();
    }

    boolean mayBlock() {
        return policy.mayBlock();
    }

    Dependence dependence() {
        return policy.dependence();
    }

    /** Tells the application that a verdict was given once more. */
    void repeat(Decided decided, Question question, Session session) {
        decisions.repeat(decided, question, session);
    }

    /** What is decided, or empty if the policy failed and there is no fallback advice. */
    Optional<Decided> decide(ClientProfile client) {
        Optional<Decided> decided = ask(client).or(() -> fallback(client));
        decided.ifPresent(made -> decisions.tell(client, made.verdict()));
        return decided;
    }

    private Optional<Decided> ask(ClientProfile client) {
        try {
            Verdict verdict = welcomed(policy.decide(client), client);
            Decided decided = sendable(client, verdict, policy.dependence());
            if (failing.compareAndSet(true, false)) {
                PluginLog.policyRecovered();
            }
            return Optional.of(decided);
        } catch (PolicyFailure e) {
            PluginLog.policyFailed(e, failing.compareAndSet(false, true));
            return Optional.empty();
        }
    }

    private Optional<Decided> fallback(ClientProfile client) {
        return settings.fallbackAdvice().map(advice -> sendable(client, advice, Dependence.onEverything()));
    }

    private Verdict welcomed(Verdict verdict, ClientProfile client) {
        return verdict instanceof UnknownClient unknown
                ? settings.unknownClients()
                        .verdictFor(
                                unknown,
                                client,
                                settings.unknownDownloadUrl().text(),
                                settings.unknownFallbackUrl().text())
                : verdict;
    }

    private Decided sendable(ClientProfile client, Verdict verdict, Dependence dependence) {
        Optional<Tokens> parameters =
                verdict instanceof Advice advice ? Optional.of(answers.parametersOf(advice)) : Optional.empty();
        return new Decided(client, verdict, parameters, dependence);
    }
}
