// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds for clients in one of several groups. */
public record InGroup(List<Group> groups) implements Condition {

    /** A named group: clients for which all conditions hold. */
    public record Group(String name, List<Condition> conditions) {

        public Group {
            conditions = List.copyOf(conditions);
        }

        Stream<ClientProfile> examples(ClientProfile client) {
            Stream<ClientProfile> members = Stream.of(client);
            for (Condition condition : conditions) {
                members = members.flatMap(member -> condition.examples(member).stream());
            }
            return members;
        }
    }

    @Override
    public String key() {
        return "group";
    }

    @Override
    public boolean holds(EvaluationContext context) {
        return groups.stream()
                .anyMatch(group -> group.conditions().stream().allMatch(condition -> condition.holds(context)));
    }

    @Override
    public String expected() {
        return groups.stream().map(Group::name).collect(Collectors.joining(" or "));
    }

    @Override
    public String actual(EvaluationContext context) {
        return "none of these groups";
    }

    @Override
    public List<ClientProfile> examples(ClientProfile client) {
        return groups.stream().flatMap(group -> group.examples(client)).toList();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof InGroup that && groups.containsAll(that.groups);
    }
}
