// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.Aspect;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds for a client of one of some groups. */
public record InGroup(List<Group> groups) implements Condition {

    /**
     * Conditions that have a name.
     *
     * @param name what the file calls them
     * @param conditions all of which make a client a member
     */
    public record Group(String name, List<Condition> conditions) {

        public Group {
            conditions = List.copyOf(conditions);
        }

        Stream<Sketch> examples(Sketch client) {
            Stream<Sketch> members = Stream.of(client);
            for (Condition condition : conditions) {
                members = members.flatMap(member -> condition.examples(member).stream());
            }
            return members;
        }

        boolean has(Query query) {
            return conditions.stream().allMatch(condition -> condition.holds(query));
        }
    }

    public InGroup {
        groups = List.copyOf(groups);
    }

    @Override
    public String key() {
        return "group";
    }

    @Override
    public boolean holds(Query query) {
        return groups.stream().anyMatch(group -> group.has(query));
    }

    @Override
    public String wanted() {
        return groups.stream().map(Group::name).collect(Collectors.joining(" or "));
    }

    @Override
    public String found(Query query) {
        return "none of them";
    }

    @Override
    public Set<Aspect> aspects() {
        return groups.stream()
                .flatMap(group -> group.conditions().stream())
                .flatMap(condition -> condition.aspects().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<Sketch> examples(Sketch client) {
        return groups.stream().flatMap(group -> group.examples(client)).toList();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof InGroup that && groups.containsAll(that.groups);
    }
}
