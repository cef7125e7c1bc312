// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.catalog.condition.EvaluationContext;

/**
 * Rules for clients that are not listed under {@code releases}. If none matches, {@code cvr0.policy.unknown-clients}
 * applies.
 *
 * @param rules the mode for each client
 * @param otherwise the answer with the download and the fallback
 */
public record UnknownClientRules(RuleIndex<UnknownClientMode> rules, Answer otherwise) {

    Verdict decide(EvaluationContext context, UnknownClient unknown, Trace trace) {
        return rules.firstMatch(context, trace)
                .map(rule -> apply(rule, context, unknown))
                .orElse(unknown);
    }

    private Verdict apply(Rule<UnknownClientMode> rule, EvaluationContext context, UnknownClient unknown) {
        String reason = rule.name() + ": " + unknown.reason();
        return rule.outcome() == UnknownClientMode.STRICT
                ? new Refused(reason)
                : otherwise.decideUnknown(rule.outcome(), context, reason);
    }
}
