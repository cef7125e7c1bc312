// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.RuleTree.Fork;
import dev.cvr0.catalog.RuleTree.Leaf;
import dev.cvr0.catalog.condition.Facet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Parts rules by the facet that tells most about them, then the parts, as long as that saves looking. */
final class TreeGrower<T> {

    private static final int FEW = 8;
    private static final int MOST_COPIES = 3;

    private final List<Rule<T>> rules;

    TreeGrower(List<Rule<T>> rules) {
        this.rules = rules;
    }

    /** Parts some rules by the facets that they have not been parted by yet. */
    RuleTree grow(int[] ordinals, Set<Facet> facets) {
        if (ordinals.length <= FEW) {
            return new Leaf(ordinals);
        }
        return facets.stream()
                .map(facet -> Parting.of(facet, ordinals, rules))
                .filter(parting -> parting.saves(ordinals.length))
                .min(Comparator.comparingDouble(Parting::cost))
                .<RuleTree>map(parting -> fork(parting, without(parting.facet(), facets)))
                .orElseGet(() -> new Leaf(ordinals));
    }

    private Fork fork(Parting parting, Set<Facet> facets) {
        Map<Object, RuleTree> branches = new HashMap<>();
        parting.branches().forEach((key, ordinals) -> branches.put(key, grow(ordinals, facets)));
        return new Fork(parting.facet(), Map.copyOf(branches), grow(parting.rest(), facets));
    }

    private static Set<Facet> without(Facet facet, Set<Facet> facets) {
        EnumSet<Facet> others = EnumSet.copyOf(facets);
        others.remove(facet);
        return others;
    }

    /** Ordinals parted by a facet, and how many rules of them are to be looked at on average afterwards. */
    private record Parting(Facet facet, Map<Object, int[]> branches, int[] rest) {

        static <T> Parting of(Facet facet, int[] ordinals, List<Rule<T>> rules) {
            Map<Object, IntStream.Builder> branches = new HashMap<>();
            IntStream.Builder rest = IntStream.builder();
            for (int ordinal : ordinals) {
                rules.get(ordinal)
                        .keys(facet)
                        .ifPresentOrElse(keys -> add(ordinal, keys, branches), () -> rest.add(ordinal));
            }
            Map<Object, int[]> parts = new HashMap<>();
            branches.forEach((key, part) -> parts.put(key, part.build().toArray()));
            return new Parting(facet, parts, rest.build().toArray());
        }

        // Another facet may save as much without a copy of nearly everything in every branch.
        boolean saves(int before) {
            return copies() <= (long) before * MOST_COPIES && cost() <= 0.75 * before;
        }

        double cost() {
            double squares = branches.values().stream()
                    .mapToDouble(part -> (double) part.length * part.length)
                    .sum();
            return rest.length + squares / Math.max(1, copies());
        }

        private long copies() {
            return branches.values().stream().mapToLong(part -> part.length).sum();
        }

        private static void add(int ordinal, Set<?> keys, Map<Object, IntStream.Builder> branches) {
            keys.forEach(key ->
                    branches.computeIfAbsent(key, k -> IntStream.builder()).add(ordinal));
        }
    }
}
