// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.condition.EvaluationContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The traits of clients: those of their release and of each group they belong to. Traits that depend on the release
 * alone are computed in advance. Immutable and thread-safe.
 */
public final class Traits {

    /** The maximum number of different traits, and of groups with traits. */
    public static final int MAX_TRAITS = 64;

    private static final Set<String> KEYS_OF_RELEASES = Set.of("library", "client-version");

    private final List<Rule<Set<String>>> groups;
    // The groups whose members are not all clients of certain releases.
    private final List<Rule<Set<String>>> variableGroups;
    // Each release; empty if there are no traits.
    private final Map<String, Map<ClientVersion, Set<String>>> byRelease = new HashMap<>();

    /**
     * Computes the traits of each release.
     *
     * @param ofReleases the traits of releases by library; a release without traits may be absent
     * @param groups the groups with traits
     */
    public Traits(
            Releases releases,
            Map<String, Map<ClientVersion, Set<String>>> ofReleases,
            List<Rule<Set<String>>> groups) {
        this.groups = List.copyOf(groups);
        this.variableGroups = groups.stream()
                .filter(group ->
                        !group.conditions().stream().allMatch(condition -> KEYS_OF_RELEASES.contains(condition.key())))
                .toList();
        if (ofReleases.isEmpty() && groups.isEmpty()) {
            return;
        }
        List<Rule<Set<String>>> fixedGroups =
                groups.stream().filter(group -> !variableGroups.contains(group)).toList();
        releases.clients().forEach(client -> {
            ClientProgram program = client.program();
            Set<String> own =
                    ofReleases.getOrDefault(program.library(), Map.of()).getOrDefault(program.version(), Set.of());
            byRelease
                    .computeIfAbsent(program.library(), library -> new HashMap<>())
                    .put(program.version(), join(own, fixedGroups, new EvaluationContext(client, Instant.EPOCH)));
        });
    }

    /** Returns the groups with traits. */
    public List<Rule<Set<String>>> groups() {
        return groups;
    }

    /** Returns the traits of a client. An unknown client has those of its groups. */
    Set<String> of(EvaluationContext context) {
        if (byRelease.isEmpty()) {
            return groups.isEmpty() ? Set.of() : join(Set.of(), groups, context);
        }
        ClientProgram program = context.client().program();
        Optional<Set<String>> ofRelease = Optional.ofNullable(
                byRelease.getOrDefault(program.library(), Map.of()).get(program.version()));
        return ofRelease.isPresent() ? join(ofRelease.get(), variableGroups, context) : join(Set.of(), groups, context);
    }

    private static Set<String> join(Set<String> own, List<Rule<Set<String>>> groups, EvaluationContext context) {
        Set<String> joined = own;
        for (Rule<Set<String>> group : groups) {
            if (group.matches(context) && !joined.containsAll(group.outcome())) {
                joined = new HashSet<>(joined);
                joined.addAll(group.outcome());
            }
        }
        return Set.copyOf(joined);
    }
}
