// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.Facet;
import dev.cvr0.catalog.condition.Query;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What holds for clients for which every condition holds.
 *
 * @param name what the file calls it
 * @param place where it begins
 * @param conditions in the order in which an explanation looks at them
 * @param outcome what holds
 */
record Rule<T>(String name, Place place, List<Condition> conditions, T outcome) {

    Rule {
        conditions = List.copyOf(conditions);
    }

    boolean matches(Query query) {
        for (Condition condition : conditions) {
            if (!condition.holds(query)) {
                return false;
            }
        }
        return true;
    }

    /** The first condition that does not hold; empty if the rule is for this client. */
    Optional<Condition> findObstacle(Query query) {
        return conditions.stream().filter(condition -> !condition.holds(query)).findFirst();
    }

    /** Tells whether this matches wherever another one matches. May say no where that is hard to tell. */
    boolean covers(Rule<?> other) {
        for (Condition mine : conditions) {
            if (!covers(mine, other.conditions)) {
                return false;
            }
        }
        return true;
    }

    /** The values of a facet for which alone this can match; empty if they cannot be listed. */
    Optional<Set<?>> keys(Facet facet) {
        return conditions.stream()
                .map(condition -> condition.keys(facet))
                .flatMap(Optional::stream)
                .min(Comparator.comparingInt(Set::size));
    }

    private static boolean covers(Condition mine, List<Condition> others) {
        for (Condition other : others) {
            if (mine.covers(other)) {
                return true;
            }
        }
        return false;
    }
}
