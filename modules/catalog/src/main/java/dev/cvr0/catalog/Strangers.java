// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.catalog.condition.Query;

/**
 * What the file says of clients that the releases do not list. Of whom it says nothing, the operator's setting decides.
 *
 * @param rules whom is met how
 * @param otherwise names the download and the page
 */
record Strangers(RuleIndex<UnknownClientMode> rules, Answer otherwise) {

    Verdict meet(Query query, UnknownClient unknown) {
        return rules.findFirst(query).map(rule -> verdict(rule, query, unknown)).orElse(unknown);
    }

    private Verdict verdict(Rule<UnknownClientMode> rule, Query query, UnknownClient unknown) {
        UnknownClient named = new UnknownClient(rule.name() + ": " + unknown.reason());
        return rule.outcome() == UnknownClientMode.STRICT ? new Refused(named.reason()) : welcome(rule, query, named);
    }

    private Verdict welcome(Rule<UnknownClientMode> rule, Query query, UnknownClient unknown) {
        return rule.outcome()
                .verdictFor(
                        unknown,
                        query.client(),
                        otherwise.download().expand(query),
                        otherwise.fallback().expand(query));
    }
}
