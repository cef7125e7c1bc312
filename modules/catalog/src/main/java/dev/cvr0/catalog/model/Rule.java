// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.catalog.condition.ClientAttribute;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.EvaluationContext;
import dev.cvr0.catalog.condition.Rollout;
import dev.cvr0.catalog.condition.TimeRange;
import dev.cvr0.catalog.error.SourceLocation;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An outcome for clients for which all conditions hold. */
public record Rule<T>(String name, SourceLocation location, List<Condition> conditions, T outcome) {

    public Rule {
        conditions = List.copyOf(conditions);
    }

    boolean matches(EvaluationContext context) {
        for (Condition condition : conditions) {
            if (!condition.holds(context)) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether this matches at some time: periods are ignored. */
    boolean matchesAtSomeTime(EvaluationContext context) {
        return conditions.stream()
                .allMatch(condition -> condition instanceof TimeRange
                        || (condition instanceof Rollout rollout
                                && !rollout.since(context.client()).equals(Instant.MAX))
                        || condition.holds(context));
    }

    public Optional<Condition> firstFailed(EvaluationContext context) {
        return conditions.stream()
                .filter(condition -> !condition.holds(context))
                .findFirst();
    }

    /** Tells whether this matches whenever another rule matches. May return false if that cannot be determined. */
    public boolean covers(Rule<?> other) {
        for (Condition mine : conditions) {
            if (other.conditions.stream().noneMatch(mine::covers)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the values of an attribute for which this can match; empty if they cannot be listed. */
    public Optional<Set<?>> keys(ClientAttribute attribute) {
        Optional<Set<?>> common = Optional.empty();
        for (Condition condition : conditions) {
            Optional<Set<?>> keys = condition.keys(attribute);
            if (keys.isPresent()) {
                common = common.isPresent() ? Optional.of(intersection(common.get(), keys.get())) : keys;
            }
        }
        return common;
    }

    private static Set<?> intersection(Set<?> one, Set<?> other) {
        Set<Object> common = new HashSet<>(one);
        common.retainAll(other);
        return common;
    }
}
