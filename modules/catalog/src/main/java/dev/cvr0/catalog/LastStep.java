// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.Explanation.Matched;
import dev.cvr0.catalog.Explanation.Step;
import dev.cvr0.catalog.condition.EvaluationContext;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.model.Block;
import dev.cvr0.catalog.model.Rule;
import dev.cvr0.catalog.model.Trace;
import java.util.List;
import java.util.Optional;

/** Records the last step of {@link ExplanationTrace} that determined an answer. Not thread-safe. */
final class LastStep implements Trace {

    private Optional<Step> step = Optional.empty();

    Optional<Step> step() {
        return step;
    }

    @Override
    public void considered(List<? extends Rule<?>> rules, int matched, EvaluationContext context) {
        if (matched < rules.size()) {
            Rule<?> rule = rules.get(matched);
            step = Optional.of(new Step(rule.name(), rule.location(), new Matched()));
        }
    }

    @Override
    public void changedByFloor(SourceLocation location, ClientVersion via) {
        step = Optional.of(ExplanationTrace.floor(location, via));
    }

    @Override
    public void changedByBlock(Rule<Block> block) {
        step = Optional.of(ExplanationTrace.block(block));
    }
}
