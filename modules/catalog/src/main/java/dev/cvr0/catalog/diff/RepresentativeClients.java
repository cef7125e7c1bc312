// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.diff;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.model.CatalogModel;
import dev.cvr0.catalog.model.Rule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Creates clients from the conditions of catalogs, so that each condition holds for some of them and not for others.
 */
record RepresentativeClients(List<CatalogModel> catalogs) {

    /**
     * Returns at most a number of clients. If there are more combinations of values, the result contains clients for each
     * rule first, then clients for each value of a rule.
     */
    Set<ClientProfile> upTo(int limit) {
        List<ClientProfile> releases = releases(limit);
        Set<ClientProfile> clients = new LinkedHashSet<>(releases);
        for (Set<Condition> sameKey : conditions().values()) {
            clients = vary(clients, sameKey, limit);
            if (clients.size() > limit) {
                return RuleClients.create(rules().toList(), releases, limit);
            }
        }
        return clients;
    }

    // Stops above the limit, because the combinations of many values do not fit in memory.
    private static Set<ClientProfile> vary(Set<ClientProfile> clients, Set<Condition> conditions, int limit) {
        Set<ClientProfile> varied = new LinkedHashSet<>(clients);
        for (ClientProfile client : clients) {
            for (Condition condition : conditions) {
                varied.addAll(condition.examples(client));
                if (varied.size() > limit) {
                    return varied;
                }
            }
        }
        return varied;
    }

    private List<ClientProfile> releases(int limit) {
        return catalogs.stream()
                .flatMap(catalog -> catalog.releases().clients())
                .distinct()
                .limit(limit)
                .toList();
    }

    private Map<String, Set<Condition>> conditions() {
        return rules().flatMap(rule -> rule.conditions().stream())
                .collect(Collectors.groupingBy(
                        Condition::key, LinkedHashMap::new, Collectors.toCollection(LinkedHashSet::new)));
    }

    private Stream<Rule<?>> rules() {
        return catalogs.stream().flatMap(CatalogModel::allRules);
    }
}
