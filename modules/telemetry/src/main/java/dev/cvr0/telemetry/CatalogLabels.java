// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Decision.Outcome;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.Explanation.DeterminingRule;
import jakarta.enterprise.inject.Instance;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The labels of the catalog that is served. Thread-safe. */
final class CatalogLabels implements Labels {

    // Clients can cause any number of reasons, which then are not kept.
    private static final int MAX_REASONS = 1000;

    private final CatalogPolicy policy;
    private volatile Known known;

    /**
     * The labels of a catalog.
     *
     * @param releases the labels by library and version; versions that are written differently can be equal
     * @param others the labels of other versions by library
     * @param rules the rules by the reason of a verdict
     */
    private record Known(
            Catalog catalog,
            Map<String, Map<ClientVersion, ClientLabels>> releases,
            Map<String, ClientLabels> others,
            Map<String, String> rules) {

        static Known of(Catalog catalog) {
            Known known = new Known(catalog, new HashMap<>(), new HashMap<>(), new ConcurrentHashMap<>());
            catalog.releases().forEach((library, versions) -> {
                Map<ClientVersion, ClientLabels> labels = new HashMap<>();
                versions.forEach(version -> labels.put(version, new ClientLabels(library, version.text())));
                known.releases.put(library, labels);
                known.others.put(library, new ClientLabels(library, OTHER));
            });
            return known;
        }

        ClientLabels client(ClientProgram program) {
            ClientLabels release =
                    releases.getOrDefault(program.library(), Map.of()).get(program.version());
            return release == null ? others.getOrDefault(program.library(), ClientLabels.OTHER) : release;
        }
    }

    private CatalogLabels(CatalogPolicy policy) {
        this.policy = policy;
        this.known = Known.of(policy.catalog());
    }

    /** Returns the labels of the policy in use; none if it is not the one of the catalog. */
    static Labels of(Instance<VersionPolicy> policies) {
        return policies.isResolvable() && policies.get() instanceof CatalogPolicy policy
                ? new CatalogLabels(policy)
                : Labels.NONE;
    }

    @Override
    public ClientLabels client(ClientProgram program) {
        return served().client(program);
    }

    @Override
    public String rule(Decision decision) {
        if (decision.outcome() == Outcome.FALLBACK || decision.outcome() == Outcome.FAILED) {
            return OTHER;
        }
        Map<String, String> rules = known.rules();
        String rule = rules.get(decision.verdict().reason());
        return rule == null ? find(decision, rules) : rule;
    }

    private String find(Decision decision, Map<String, String> rules) {
        Optional<String> name = policy.match(decision).rule().map(DeterminingRule::name);
        if (name.isPresent() && rules.size() < MAX_REASONS) {
            rules.put(decision.verdict().reason(), name.get());
        }
        return name.orElse(OTHER);
    }

    @SuppressWarnings("ReferenceEquality") // a catalog has no other identity
    private Known served() {
        Catalog catalog = policy.catalog();
        Known current = known;
        if (current.catalog() != catalog) {
            current = Known.of(catalog);
            known = current;
        }
        return current;
    }
}
