// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import java.util.Optional;

/** Records the rule that determines an answer. Not thread-safe. */
public class RuleTrace implements Trace {

    private Optional<Rule<?>> rule = Optional.empty();

    /** Returns the rule, or {@code otherwise}; empty if none determined the answer. */
    public final Optional<Rule<?>> rule() {
        return rule;
    }

    @Override
    public final void determinedBy(Rule<?> determining) {
        rule = Optional.of(determining);
    }
}
