// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.Explanation.Changed;
import dev.cvr0.catalog.Explanation.Matched;
import dev.cvr0.catalog.Explanation.NotMatched;
import dev.cvr0.catalog.Explanation.Outcome;
import dev.cvr0.catalog.Explanation.Step;
import dev.cvr0.catalog.condition.EvaluationContext;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.model.Block;
import dev.cvr0.catalog.model.Rule;
import dev.cvr0.catalog.model.RuleTrace;
import java.util.ArrayList;
import java.util.List;

/** Records the steps of one decision. Not thread-safe. */
final class ExplanationTrace extends RuleTrace {

    private final List<Step> steps = new ArrayList<>();

    List<Step> steps() {
        return steps;
    }

    @Override
    public void considered(List<? extends Rule<?>> rules, int matched, EvaluationContext context) {
        for (Rule<?> rule : rules.subList(0, Math.min(matched + 1, rules.size()))) {
            Outcome outcome = rule.firstFailed(context)
                    .<Outcome>map(condition ->
                            new NotMatched(condition.key(), condition.expected(), condition.actual(context)))
                    .orElseGet(Matched::new);
            steps.add(new Step(rule.name(), rule.location(), outcome));
        }
    }

    @Override
    public void changedByFloor(SourceLocation location, ClientVersion via) {
        steps.add(new Step("floors", location, new Changed(via + " must be installed first")));
    }

    @Override
    public void changedByEmergency(String reason) {
        steps.add(new Step("emergency", SourceLocation.whole("emergency.sig"), new Changed(reason)));
    }

    @Override
    public void changedByBlock(Rule<Block> block) {
        steps.add(new Step(
                block.name(), block.location(), new Changed(block.outcome().reason())));
    }
}
