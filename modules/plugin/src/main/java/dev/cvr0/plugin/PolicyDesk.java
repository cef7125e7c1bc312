// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.plugin.settings.PolicySettings;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
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
    private final CvqChecks checks;
    private final Event<Decision> decisions;
    private final PolicySettings settings;
    private final AtomicBoolean failing = new AtomicBoolean();

    @Inject
    PolicyDesk(PolicyCall policy, CvqChecks checks, Event<Decision> decisions, PluginSettings settings) {
        this.policy = policy;
        this.checks = checks;
        this.decisions = decisions;
        this.settings = settings.policy();
    }

    boolean mayBlock() {
        return policy.mayBlock();
    }

    /** The verdict, or empty if the policy failed and there is no fallback advice. */
    Optional<Verdict> decide(ClientProfile client) {
        Optional<Verdict> verdict = ask(client).or(settings::fallbackAdvice);
        verdict.ifPresent(decided -> tell(new Decision(client, decided)));
        return verdict;
    }

    private Optional<Verdict> ask(ClientProfile client) {
        try {
            Verdict verdict = sendable(welcomed(policy.decide(client), client));
            if (failing.compareAndSet(true, false)) {
                PluginLog.policyRecovered();
            }
            return Optional.of(verdict);
        } catch (PolicyFailure e) {
            PluginLog.policyFailed(e, failing.compareAndSet(false, true));
            return Optional.empty();
        }
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

    private Verdict sendable(Verdict verdict) {
        if (verdict instanceof Advice advice) {
            List<String> faults = checks.faultsOf(CvqAnswer.of(advice));
            if (!faults.isEmpty()) {
                throw new PolicyFailure("its advice cannot be sent: " + String.join("; ", faults));
            }
        }
        return verdict;
    }

    private void tell(Decision decision) {
        try {
            decisions.fire(decision);
        } catch (RuntimeException e) {
            PluginLog.observerFailed(e);
        }
    }
}
