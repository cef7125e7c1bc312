// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.Sketch;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes clients from what catalogues look at, so that each condition holds for some of them and not for others. */
final class LikelyClients {

    private final List<Contents> catalogs;
    private final int most;

    LikelyClients(List<Contents> catalogs, int most) {
        this.catalogs = catalogs;
        this.most = most;
    }

    Set<ClientProfile> clients() {
        Set<Sketch> releases = releases();
        Set<Sketch> clients = releases;
        Set<Sketch> alone = new LinkedHashSet<>();
        for (Set<Condition> alike : conditions().values()) {
            Set<Sketch> varied = vary(clients, alike);
            if (varied.size() <= most) {
                clients = varied;
            } else {
                alone.addAll(vary(releases, alike));
            }
        }
        return Stream.concat(clients.stream(), alone.stream())
                .map(Sketch::client)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<Sketch> vary(Set<Sketch> clients, Set<Condition> conditions) {
        Set<Sketch> varied = new LinkedHashSet<>(clients);
        clients.forEach(client -> conditions.forEach(condition -> varied.addAll(condition.examples(client))));
        return varied;
    }

    private Set<Sketch> releases() {
        return catalogs.stream()
                .flatMap(catalog -> catalog.releases().all())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Map<String, Set<Condition>> conditions() {
        Map<String, Set<Condition>> conditions = new LinkedHashMap<>();
        catalogs.stream()
                .flatMap(Contents::allRules)
                .flatMap(rule -> rule.conditions().stream())
                .forEach(condition -> conditions
                        .computeIfAbsent(condition.key(), key -> new LinkedHashSet<>())
                        .add(condition));
        return conditions;
    }
}
