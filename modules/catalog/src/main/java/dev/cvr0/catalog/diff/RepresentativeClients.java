// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.diff;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.model.CatalogModel;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Creates clients from the conditions of catalogs, so that each condition holds for some of them and not for others.
 */
record RepresentativeClients(List<CatalogModel> catalogs) {

    /** Returns clients. Above an approximate limit, combinations of values are left out, but each value still occurs. */
    Set<ClientProfile> upTo(int limit) {
        Set<ClientProfile> releases = releases();
        Set<ClientProfile> clients = new LinkedHashSet<>(releases);
        Set<ClientProfile> single = new LinkedHashSet<>();
        for (Set<Condition> sameKey : conditions().values()) {
            Set<ClientProfile> varied = vary(clients, sameKey);
            if (varied.size() <= limit) {
                clients = varied;
            } else {
                single.addAll(vary(releases, sameKey));
            }
        }
        clients.addAll(single);
        return clients;
    }

    private static Set<ClientProfile> vary(Set<ClientProfile> clients, Set<Condition> conditions) {
        Set<ClientProfile> varied = new LinkedHashSet<>(clients);
        clients.forEach(client -> conditions.forEach(condition -> varied.addAll(condition.examples(client))));
        return varied;
    }

    private Set<ClientProfile> releases() {
        Set<ClientProfile> clients = new LinkedHashSet<>();
        for (CatalogModel catalog : catalogs) {
            new TreeMap<>(catalog.releases().byLibrary())
                    .forEach((library, versions) ->
                            versions.stream().sorted().forEach(version -> clients.add(client(library, version))));
        }
        return clients;
    }

    private static ClientProfile client(String library, ClientVersion version) {
        return new ClientProfile(
                new ClientProgram(new Lcid(0x0409), "winnt", "5.1", "i386", library, version, ""),
                "user@example.com",
                List.of(),
                InetAddress.getLoopbackAddress());
    }

    private Map<String, Set<Condition>> conditions() {
        return catalogs.stream()
                .flatMap(CatalogModel::allRules)
                .flatMap(rule -> rule.conditions().stream())
                .collect(Collectors.groupingBy(
                        Condition::key, LinkedHashMap::new, Collectors.toCollection(LinkedHashSet::new)));
    }
}
