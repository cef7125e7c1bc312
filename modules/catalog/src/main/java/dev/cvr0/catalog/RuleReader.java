// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the rules of a file. */
final class RuleReader {

    private static final String NAME = "name";
    private static final String WHEN = "when";
    private static final List<String> KEYS =
            Stream.concat(Stream.of(NAME, WHEN), AnswerReader.KEYS.stream()).toList();

    private final WhenReader conditions;
    private final AnswerReader answers;
    private final Map<String, Place> names = new HashMap<>();

    RuleReader(WhenReader conditions, AnswerReader answers) {
        this.conditions = conditions;
        this.answers = answers;
    }

    List<Rule> read(Value rules) {
        List<Rule> read = new ArrayList<>();
        for (Value rule : rules.elements("rule")) {
            rule(rule).ifPresent(read::add);
        }
        return read;
    }

    private Optional<Rule> rule(Value value) {
        Section section = Section.of(value, KEYS);
        Optional<String> name = section.require(NAME).flatMap(this::name);
        List<Condition> when = section.require(WHEN).map(conditions::read).orElse(List.of());
        Optional<Answer> answer = answers.read(section);
        return name.flatMap(n -> answer.map(a -> new Rule(n, value.place(), when, a)));
    }

    private Optional<String> name(Value value) {
        Optional<String> name = value.remark();
        name.filter(String::isEmpty).ifPresent(empty -> value.reject("must not be empty"));
        name.map(n -> names.putIfAbsent(n, value.place()))
                .ifPresent(first -> value.reject(
                        "is the name of the rule at line " + first.line() + " already, expected a name of its own"));
        return name;
    }
}
