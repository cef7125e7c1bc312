// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.InGroup;
import dev.cvr0.catalog.condition.InGroup.Group;
import dev.cvr0.catalog.yaml.YamlMapping;
import dev.cvr0.catalog.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads conditions on the client, and groups, which are named conditions. */
final class ConditionReader {

    private static final String GROUP = "group";

    private final WhenReader fields;
    private final Map<String, Group> groups = new HashMap<>();

    ConditionReader(ProgramReader programs) {
        this.fields = new WhenReader(programs);
    }

    /** Reads the groups of the file. A group cannot refer to another one. */
    ConditionReader withGroups(YamlValue value) {
        for (YamlValue.Entry entry : value.entries()) {
            YamlMapping section = YamlMapping.of(entry.value(), fields.keys());
            List<Condition> conditions = fields.read(section);
            if (section.values().isEmpty()) {
                entry.value().reject("is a group of everybody, expected at least one condition");
            }
            groups.put(entry.key().name(), new Group(entry.key().name(), conditions));
        }
        return this;
    }

    List<Condition> read(YamlValue when) {
        YamlMapping section = YamlMapping.of(
                when, Stream.concat(fields.keys().stream(), Stream.of(GROUP)).toList());
        List<Condition> conditions = new ArrayList<>(fields.read(section));
        section.get(GROUP).map(this::members).ifPresent(conditions::addAll);
        return conditions;
    }

    // The conditions of a single group are inlined, so that an explanation names the one that does not hold.
    private List<Condition> members(YamlValue value) {
        List<Group> of = value.all(this::group);
        return of.size() == 1 ? of.get(0).conditions() : List.of(new InGroup(of));
    }

    private Optional<Group> group(YamlValue value) {
        Optional<String> name = value.text();
        Optional<Group> group = name.map(groups::get);
        if (name.isPresent() && group.isEmpty()) {
            value.reject("is " + LogSafeText.quote(name.get()) + ", which 'groups' does not have"
                    + YamlValue.didYouMean(name.get(), groups.keySet())
                            .map(question -> "; " + question)
                            .orElse(""));
        }
        return group;
    }
}
