// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.catalog.condition.ClientAttribute;
import dev.cvr0.catalog.condition.EvaluationContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rules in their order, with a hash table for each client attribute, so that few rules are evaluated for a client.
 * Immutable and thread-safe.
 *
 * <p>Each rule is indexed by its values of one attribute: the attribute whose values it shares with the fewest other
 * rules. A rule without such values is evaluated for every client.
 */
public final class RuleIndex<T> {

    /** The maximum number of rules with the same indexed value, and of rules that are not indexed. */
    public static final int MAX_RULES_PER_VALUE = 1024;

    // Limits the size of the tables, which have an entry for each value of a rule.
    private static final int MAX_VALUES_PER_RULE = 256;
    private static final int[] NO_RULES = {};

    private final List<Rule<T>> rules;
    private final List<Table> tables;
    private final int[] unindexed;

    /** The ordinals of rules by the values of an attribute, each array ascending. */
    private record Table(ClientAttribute attribute, Map<Object, int[]> ordinals) {

        static Table of(ClientAttribute attribute, Map<Object, List<Integer>> indexed) {
            Map<Object, int[]> ordinals = new HashMap<>();
            indexed.forEach((value, rules) -> ordinals.put(value, array(rules)));
            return new Table(attribute, ordinals);
        }

        int[] get(Object value) {
            return ordinals.getOrDefault(value, NO_RULES);
        }
    }

    public RuleIndex(List<Rule<T>> rules) {
        this.rules = List.copyOf(rules);
        Map<ClientAttribute, Map<Object, List<Integer>>> indexed = new EnumMap<>(ClientAttribute.class);
        List<Integer> others = new ArrayList<>();
        Map<ClientAttribute, Map<Object, Integer>> counts = counts();
        for (int ordinal = 0; ordinal < rules.size(); ordinal++) {
            Optional<ClientAttribute> attribute = mostSelective(rules.get(ordinal), counts);
            if (attribute.isPresent()) {
                Map<Object, List<Integer>> table = indexed.computeIfAbsent(attribute.get(), a -> new HashMap<>());
                for (Object value : values(rules.get(ordinal), attribute.get())) {
                    table.computeIfAbsent(value, v -> new ArrayList<>()).add(ordinal);
                }
            } else {
                others.add(ordinal);
            }
        }
        this.tables = indexed.entrySet().stream()
                .map(entry -> Table.of(entry.getKey(), entry.getValue()))
                .toList();
        this.unindexed = array(others);
    }

    public List<Rule<T>> rules() {
        return rules;
    }

    /** Returns the first rule that matches, and reports the result to a trace. */
    public Optional<Rule<T>> firstMatch(EvaluationContext context, Trace trace) {
        IntPredicate matches = ordinal -> rules.get(ordinal).matches(context);
        int found = rules.size();
        for (Table table : tables) {
            found = first(table.get(table.attribute.of(context.client())), found, matches);
        }
        found = first(unindexed, found, matches);
        trace.considered(rules, found, context);
        return found < rules.size() ? Optional.of(rules.get(found)) : Optional.empty();
    }

    /** Returns the rules that match at some time: periods are ignored. */
    Stream<Rule<T>> matchingAtSomeTime(EvaluationContext context) {
        IntStream indexed =
                tables.stream().flatMapToInt(table -> IntStream.of(table.get(table.attribute.of(context.client()))));
        return IntStream.concat(indexed, IntStream.of(unindexed))
                .mapToObj(rules::get)
                .filter(rule -> rule.matchesAtSomeTime(context));
    }

    /** Returns the first earlier rule that covers a rule, so that the rule is never reached. */
    public Optional<Rule<T>> firstCovering(int ordinal) {
        Rule<T> rule = rules.get(ordinal);
        IntPredicate covers = earlier -> rules.get(earlier).covers(rule);
        int found = first(unindexed, ordinal, covers);
        for (Table table : tables) {
            // A rule that covers this one is indexed under each of its values, so that one look-up is enough.
            Optional<Object> value =
                    values(rule, table.attribute).stream().findFirst().map(Object.class::cast);
            if (value.isPresent()) {
                found = first(table.get(value.get()), found, covers);
            }
        }
        return found < ordinal ? Optional.of(rules.get(found)) : Optional.empty();
    }

    /** Returns the first rule above the limit {@link #MAX_RULES_PER_VALUE}. */
    public Optional<Rule<T>> firstTooMany() {
        OptionalInt ordinal = Stream.concat(
                        tables.stream().flatMap(table -> table.ordinals().values().stream()), Stream.of(unindexed))
                .filter(ordinals -> ordinals.length > MAX_RULES_PER_VALUE)
                .mapToInt(ordinals -> ordinals[MAX_RULES_PER_VALUE])
                .min();
        return ordinal.isPresent() ? Optional.of(rules.get(ordinal.getAsInt())) : Optional.empty();
    }

    private static int first(int[] ordinals, int bound, IntPredicate test) {
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

    private Map<ClientAttribute, Map<Object, Integer>> counts() {
        Map<ClientAttribute, Map<Object, Integer>> counts = new EnumMap<>(ClientAttribute.class);
        for (ClientAttribute attribute : ClientAttribute.values()) {
            Map<Object, Integer> ofAttribute = new HashMap<>();
            rules.forEach(rule -> values(rule, attribute).forEach(value -> ofAttribute.merge(value, 1, Integer::sum)));
            counts.put(attribute, ofAttribute);
        }
        return counts;
    }

    private static Optional<ClientAttribute> mostSelective(
            Rule<?> rule, Map<ClientAttribute, Map<Object, Integer>> counts) {
        return Stream.of(ClientAttribute.values())
                .filter(attribute -> !values(rule, attribute).isEmpty())
                .min(Comparator.comparingInt(attribute -> values(rule, attribute).stream()
                        .mapToInt(value ->
                                counts.getOrDefault(attribute, Map.of()).getOrDefault(value, 0))
                        .max()
                        .orElse(0)));
    }

    private static Set<?> values(Rule<?> rule, ClientAttribute attribute) {
        return rule.keys(attribute)
                .filter(values -> values.size() <= MAX_VALUES_PER_RULE)
                .orElse(Set.of());
    }

    private static int[] array(List<Integer> ordinals) {
        return ordinals.stream().mapToInt(Integer::intValue).toArray();
    }
}
