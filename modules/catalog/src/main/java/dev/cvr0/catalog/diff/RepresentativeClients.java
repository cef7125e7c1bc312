// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.diff;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.model.CatalogModel;
import dev.cvr0.catalog.model.Releases;
import java.net.InetAddress;
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
final class RepresentativeClients {

    private final List<CatalogModel> catalogs;
    private final int limit;

    RepresentativeClients(List<CatalogModel> catalogs, int limit) {
        this.catalogs = catalogs;
        this.limit = limit;
    }

    Set<ClientProfile> clients() {
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
        return catalogs.stream()
                .map(CatalogModel::releases)
                .flatMap(RepresentativeClients::clientsOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<ClientProfile> clientsOf(Releases releases) {
        return releases.libraries().stream()
                .sorted()
                .flatMap(library ->
                        releases.versions(library).stream().sorted().map(version -> client(library, version)));
    }

    private static ClientProfile client(String library, ClientVersion version) {
        return new ClientProfile(
                new ClientProgram(new Lcid(0x0409), "winnt", "5.1", "i386", library, version, ""),
                "somebody@example.com",
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
