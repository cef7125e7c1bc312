// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.condition.Facet;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ordinals of rules, parted by the values of one facet after another. A rule that is for several values stands in
 * several branches, and one that no value tells anything about stands apart from them. Immutable.
 */
sealed interface RuleTree {

    /** The most rules that may be left for a look at each. */
    int MOST_ALIKE = 1024;

    /** The least ordinal below a bound that passes a test, of those that a client's values lead to; else the bound. */
    int first(ClientProfile client, int bound, IntPredicate test);

    /** Likewise of those that match wherever a rule matches, as far as the values tell. */
    int firstAlike(Rule<?> rule, int bound, IntPredicate test);

    /** The ordinals that are not parted any further, each array ascending. */
    Stream<int[]> leaves();

    static <T> RuleTree grow(List<Rule<T>> rules) {
        return new TreeGrower<>(rules).grow(IntStream.range(0, rules.size()).toArray(), EnumSet.allOf(Facet.class));
    }

    /** Rules to be looked at one after the other. */
    record Leaf(int[] ordinals) implements RuleTree {

        @Override
        public int first(ClientProfile client, int bound, IntPredicate test) {
            for (int ordinal : ordinals) {
                if (ordinal >= bound) {
                    return bound;
                }
                if (test.test(ordinal)) {
                    return ordinal;
                }
            }
            return bound;
        }

        @Override
        public int firstAlike(Rule<?> rule, int bound, IntPredicate test) {
            return Arrays.stream(ordinals)
                    .takeWhile(ordinal -> ordinal < bound)
                    .filter(test)
                    .findFirst()
                    .orElse(bound);
        }

        @Override
        public Stream<int[]> leaves() {
            return Stream.of(ordinals);
        }
    }

    /** Rules parted by a facet. */
    record Fork(Facet facet, Map<Object, RuleTree> branches, RuleTree rest) implements RuleTree {

        private static final RuleTree NOTHING = new Leaf(new int[0]);

        @Override
        public int first(ClientProfile client, int bound, IntPredicate test) {
            int found = branches.getOrDefault(facet.of(client), NOTHING).first(client, bound, test);
            return rest.first(client, found, test);
        }

        // Whatever is for all of the rule's values stands in the branch of any one of them.
        @Override
        public int firstAlike(Rule<?> rule, int bound, IntPredicate test) {
            int found = rule.keys(facet).stream()
                    .flatMap(keys -> keys.stream().limit(1))
                    .map(key -> branches.getOrDefault(key, NOTHING))
                    .mapToInt(branch -> branch.firstAlike(rule, bound, test))
                    .findFirst()
                    .orElse(bound);
            return rest.firstAlike(rule, found, test);
        }

        @Override
        public Stream<int[]> leaves() {
            return Stream.concat(branches.values().stream().flatMap(RuleTree::leaves), rest.leaves());
        }
    }
}
