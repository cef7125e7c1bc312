// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.condition.Query;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Rules in their order, with a way to the first that matches which does not look at each. Immutable, safe for use by many
 * threads.
 */
final class RuleIndex<T> {

    private final List<Rule<T>> rules;
    private final RuleTree tree;

    RuleIndex(List<Rule<T>> rules) {
        this.rules = List.copyOf(rules);
        this.tree = RuleTree.grow(this.rules);
    }

    List<Rule<T>> rules() {
        return rules;
    }

    /** The first rule that matches. */
    Optional<Rule<T>> findFirst(Query query) {
        int found = tree.first(query.client(), rules.size(), i -> rules.get(i).matches(query));
        return found < rules.size() ? Optional.of(rules.get(found)) : Optional.empty();
    }

    /** The first earlier rule that matches wherever a rule matches, so that this one is never reached. */
    Optional<Rule<T>> findCover(int ordinal) {
        Rule<T> rule = rules.get(ordinal);
        int found = tree.firstAlike(rule, ordinal, i -> rules.get(i).covers(rule));
        return found < ordinal ? Optional.of(rules.get(found)) : Optional.empty();
    }

    /** The first rule that is one too many of those among which nothing but a look at each finds the right one. */
    Optional<Rule<T>> findTooAlike() {
        OptionalInt ordinal = tree.leaves()
                .filter(leaf -> leaf.length > RuleTree.MOST_ALIKE)
                .mapToInt(leaf -> leaf[RuleTree.MOST_ALIKE])
                .min();
        return ordinal.isPresent() ? Optional.of(rules.get(ordinal.getAsInt())) : Optional.empty();
    }

    /** The ordinals of all rules. */
    IntStream ordinals() {
        return IntStream.range(0, rules.size());
    }
}
