// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The version policy from a catalog. A reload never affects a decision in progress. Thread-safe.
 *
 * @since 0.1
 */
@ApplicationScoped
public class CatalogPolicy implements VersionPolicy {

    private final Optional<ReloadingCatalog> catalog;
    private final InstantSource clock;
    private final String node;
    private final Optional<ExplanationListener> listener;

    /** Creates a client proxy; for the container. */
    protected CatalogPolicy() {
        this.catalog = Optional.empty();
        this.clock = InstantSource.system();
        this.node = "";
        this.listener = Optional.empty();
    }

    /**
     * Creates a policy.
     *
     * @param catalog the catalog
     * @param settings the settings with the clock
     * @param listeners at most one listener, which receives the explanation of each decision
     */
    @Inject
    public CatalogPolicy(ReloadingCatalog catalog, CatalogSettings settings, Instance<ExplanationListener> listeners) {
        this.catalog = Optional.of(catalog);
        this.clock = settings.clock();
        this.node = settings.node();
        this.listener = listeners.stream().findFirst();
    }

    @Override
    public Verdict decide(ClientProfile client) {
        ReloadingCatalog reloading = catalog.orElseThrow();
        reloading.decided(client);
        Catalog current = reloading.catalog();
        if (listener.isEmpty()) {
            return current.decideCounted(client, clock.instant());
        }
        Explanation explanation = current.explain(client, clock.instant());
        listener.get().explained(client, explanation);
        return explanation.verdict();
    }

    /**
     * Returns the served catalog and the rule behind a decision of this policy. The client is evaluated again, without a
     * list of the rules that do not match, so this costs as much as a decision. Does not block.
     *
     * @param decision the decision
     * @return the catalog; with the rule, unless the reason shows that the decision was not made by this rule: after a
     *     reload, when another rule applies meanwhile, or if a decorator decided differently
     */
    public RuleMatch match(Decision decision) {
        return catalog.orElseThrow().match(decision.client(), decision.verdict().reason(), clock.instant());
    }

    /**
     * Returns the catalog that is served now. Does not block.
     *
     * @return the last good catalog
     */
    public Catalog catalog() {
        return catalog.orElseThrow().catalog();
    }

    /**
     * Returns the status of the catalog. Does not block.
     *
     * @return the status, see {@link ReloadingCatalog#status}
     */
    public CatalogStatus status() {
        return catalog.orElseThrow().status();
    }

    /**
     * Returns the number of attempts to load the catalog. Does not block.
     *
     * @return the counts since the start, see {@link ReloadingCatalog#loads}
     */
    public CatalogLoads loads() {
        return catalog.orElseThrow().loads();
    }

    /**
     * Returns the name of this server among those that use the same source.
     *
     * @return the name, see {@link CatalogSettings#node}
     */
    public String node() {
        return node;
    }

    /**
     * Reloads the catalog immediately, see {@link ReloadingCatalog#reload}.
     *
     * @return the new status
     */
    public CatalogStatus reload() {
        return catalog.orElseThrow().reload();
    }
}
