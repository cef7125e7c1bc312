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
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The labels of the catalog that is served. Thread-safe. */
final class CatalogLabels implements Labels {

    private final CatalogPolicy policy;
    private volatile Releases releases;

    /** The versions of each library, by themselves: versions that are written differently can be equal. */
    private record Releases(Catalog catalog, Map<String, Map<ClientVersion, String>> texts) {

        static Releases of(Catalog catalog) {
            return new Releases(
                    catalog,
                    catalog.releases().entrySet().stream()
                            .collect(
                                    Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> texts(entry.getValue()))));
        }

        private static Map<ClientVersion, String> texts(List<ClientVersion> versions) {
            return versions.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), ClientVersion::text));
        }
    }

    private CatalogLabels(CatalogPolicy policy) {
        this.policy = policy;
        this.releases = Releases.of(policy.catalog());
    }

    /** Returns the labels of the policy in use; none if it is not the one of the catalog. */
    static Labels of(Instance<VersionPolicy> policies) {
        return policies.isResolvable() && policies.get() instanceof CatalogPolicy policy
                ? new CatalogLabels(policy)
                : Labels.NONE;
    }

    @Override
    public String library(ClientProgram program) {
        return served().texts().containsKey(program.library()) ? program.library() : OTHER;
    }

    @Override
    public String version(ClientProgram program) {
        return served().texts().getOrDefault(program.library(), Map.of()).getOrDefault(program.version(), OTHER);
    }

    @Override
    public String rule(Decision decision) {
        if (decision.outcome() == Outcome.FALLBACK || decision.outcome() == Outcome.FAILED) {
            return OTHER;
        }
        return policy.match(decision).rule().map(DeterminingRule::name).orElse(OTHER);
    }

    @SuppressWarnings("ReferenceEquality") // a catalog has no other identity
    private Releases served() {
        Catalog catalog = policy.catalog();
        Releases current = releases;
        if (current.catalog() != catalog) {
            current = Releases.of(catalog);
            releases = current;
        }
        return current;
    }
}
