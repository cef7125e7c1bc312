// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.diff;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.condition.EvaluationContext;
import dev.cvr0.catalog.model.Rule;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Creates clients for which a rule holds, in bounded time and memory. */
final class RuleClients {

    // Limits the search for a release, which is the only part that takes rules times releases.
    private static final int MAX_EVALUATIONS = 50_000_000;
    private static final Set<String> KEYS_OF_RELEASES = Set.of("library", "client-version");

    private final List<ClientProfile> releases;
    private final int limit;
    private final Set<ClientProfile> clients = new LinkedHashSet<>();
    private int evaluations;

    private RuleClients(List<ClientProfile> releases, int limit) {
        this.releases = releases;
        this.limit = limit;
    }

    /** Returns at most a number of clients: one for each rule, then one for each value of a rule, then the releases. */
    static Set<ClientProfile> create(List<Rule<?>> rules, List<ClientProfile> releases, int limit) {
        RuleClients created = new RuleClients(releases, limit);
        List<ClientProfile> matching = rules.stream().map(created::matching).toList();
        created.add(matching);
        for (int i = 0; i < rules.size(); i++) {
            for (Condition condition : rules.get(i).conditions()) {
                created.add(condition.examples(matching.get(i)));
            }
        }
        created.add(releases);
        return created.clients;
    }

    private void add(List<ClientProfile> more) {
        more.stream().limit(limit - (long) clients.size()).forEach(clients::add);
    }

    private ClientProfile matching(Rule<?> rule) {
        Optional<ClientProfile> release =
                releases.stream().filter(client -> isRelease(rule, client)).findFirst();
        ClientProfile client = release.orElse(releases.get(0));
        for (Condition condition : rule.conditions()) {
            if (release.isEmpty() || !KEYS_OF_RELEASES.contains(condition.key())) {
                client = condition.examples(client).stream().findFirst().orElse(client);
            }
        }
        return client;
    }

    private boolean isRelease(Rule<?> rule, ClientProfile client) {
        if (evaluations >= MAX_EVALUATIONS) {
            return false;
        }
        evaluations++;
        EvaluationContext context = new EvaluationContext(client, Instant.EPOCH);
        return rule.conditions().stream()
                .filter(condition -> KEYS_OF_RELEASES.contains(condition.key()))
                .allMatch(condition -> condition.holds(context));
    }
}
