// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.During;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads rules: what they are called, whom and when they are for, and an outcome that another reader reads. */
final class RuleReader<T> {

    private static final String NAME = "name";
    private static final String WHEN = "when";
    private static final String ROLLOUT = "rollout";

    private final ConditionReader conditions;
    private final TimeReader times;
    private final List<String> keys;
    private final Function<Section, Optional<T>> outcome;
    private final Map<String, Place> names = new HashMap<>();

    RuleReader(
            ConditionReader conditions,
            TimeReader times,
            List<String> outcomeKeys,
            Function<Section, Optional<T>> outcome) {
        this.conditions = conditions;
        this.times = times;
        this.keys = Stream.of(List.of(NAME, WHEN, ROLLOUT), TimeReader.KEYS, outcomeKeys)
                .flatMap(List::stream)
                .toList();
        this.outcome = outcome;
    }

    /** The rules in which nothing is wrong, so that what is said of their order is no consequence of a slip in one. */
    List<Rule<T>> read(Value rules) {
        List<Rule<T>> read = new ArrayList<>();
        for (Value rule : rules.elements("rule")) {
            int faultsBefore = rule.problems().count();
            rule(rule).filter(sound -> rule.problems().count() == faultsBefore).ifPresent(read::add);
        }
        return read;
    }

    private Optional<Rule<T>> rule(Value value) {
        Section section = Section.of(value, keys);
        Optional<String> name = section.require(NAME).flatMap(this::name);
        List<Condition> whom =
                new ArrayList<>(section.require(WHEN).map(conditions::read).orElse(List.of()));
        During time = times.during(section);
        if (!time.equals(During.ALWAYS)) {
            whom.add(time);
        }
        section.find(ROLLOUT)
                .flatMap(share -> new RolloutReader(name.orElse("")).read(share))
                .ifPresent(whom::add);
        Optional<T> what = outcome.apply(section);
        return name.flatMap(n -> what.map(w -> new Rule<>(n, value.place(), whom, w)));
    }

    private Optional<String> name(Value value) {
        Optional<String> name = value.remark();
        name.filter(String::isEmpty).ifPresent(empty -> value.reject("must not be empty"));
        name.map(n -> names.putIfAbsent(n, value.place()))
                .ifPresent(first ->
                        value.reject("is the name of the rule at " + first + " already, expected a name of its own"));
        return name;
    }
}
