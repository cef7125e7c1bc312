// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.catalog.diff.CatalogDiff;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.model.CatalogModel;
import dev.cvr0.catalog.model.Trace;
import dev.cvr0.catalog.reader.CatalogReader;
import dev.cvr0.catalog.source.Snapshot;
import java.time.Instant;
import java.util.List;

/**
 * A catalog that was read and checked: the known clients and the rules for their answers. Immutable, safe for use by
 * many threads.
 *
 * <p>The first rule whose conditions all hold answers, or {@code otherwise} if no rule matches. Then a floor can put an
 * earlier version first, and a block turns the recommendation into a requirement.
 *
 * @since 0.1
 */
public final class Catalog {

    private final String source;
    private final CatalogModel model;

    private Catalog(String source, CatalogModel model) {
        this.source = source;
        this.model = model;
    }

    static Catalog of(Snapshot snapshot) {
        return new Catalog(snapshot.source(), CatalogReader.read(snapshot));
    }

    /**
     * Decides for one client.
     *
     * @param client the client
     * @param at the time by which rules are evaluated
     * @return the advice, with the name of the rule in its reason. For a client that is not listed under
     *     {@code releases}: the verdict of {@code unknown-clients}, or {@link UnknownClient} if no rule there matches.
     *     {@link Verdict.Refused} for a blocked version without a later recommended one
     */
    public Verdict decide(ClientProfile client, Instant at) {
        return model.decide(client, at, Trace.NONE);
    }

    /**
     * Decides for one client and records how.
     *
     * @param client the client
     * @param at the time by which rules are evaluated
     * @return the verdict of {@link #decide}, and each rule that was considered
     */
    public Explanation explain(ClientProfile client, Instant at) {
        ExplanationTrace trace = new ExplanationTrace();
        return new Explanation(model.decide(client, at, trace), trace.steps());
    }

    /**
     * Compares this catalog with a changed one.
     *
     * @param after the changed catalog
     * @return the comparison
     */
    public CatalogDiff diff(Catalog after) {
        return new CatalogDiff(model, after.model);
    }

    /**
     * Returns the source of the catalog.
     *
     * @return the file as the operator named it, or the name of the bundled one
     */
    public String source() {
        return source;
    }

    /**
     * Returns the number of rules.
     *
     * @return the number, without {@code otherwise}
     */
    public int ruleCount() {
        return model.rules().rules().size();
    }

    /**
     * Returns the number of known releases.
     *
     * @return the number of versions, over all libraries
     */
    public int releaseCount() {
        return model.releases().size();
    }

    /**
     * Returns possible oversights, such as a release between two others without a rule.
     *
     * @return the notices in the order of the file
     */
    public List<ValidationError> notices() {
        return model.notices();
    }
}
