// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.condition.EvaluationContext;
import dev.cvr0.catalog.error.SourceLocation;
import java.util.List;

/** Records the steps of a decision. By default, nothing is recorded. */
public interface Trace {

    Trace NONE = new Trace() {};

    /** Receives all rules, and the index of the matching one, or the number of rules if none matched. */
    default void considered(List<? extends Rule<?>> rules, int matched, EvaluationContext context) {}

    /** Receives the rule that determined the answer, or {@code otherwise}. */
    default void determinedBy(Rule<?> rule) {}

    /** Receives the location of the floor that changed the answer, and its version. */
    default void changedByFloor(SourceLocation location, ClientVersion via) {}

    /** Receives the reason of the answer that a signed emergency put in place of another one. */
    default void changedByEmergency(String reason) {}

    /** Receives the block that changed the answer. */
    default void changedByBlock(Rule<Block> block) {}
}
