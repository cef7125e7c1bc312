// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import java.util.List;
import java.util.Optional;

/**
 * A catalogue that has been read and checked: which clients are known, and what each is told. Immutable, safe for use by
 * many threads.
 *
 * @since 0.1
 */
public final class Catalog {

    private static final String OTHERWISE = "otherwise";

    private final String source;
    private final Releases releases;
    private final List<Rule> rules;
    private final Answer otherwise;

    Catalog(String source, Releases releases, List<Rule> rules, Answer otherwise) {
        this.source = source;
        this.releases = releases;
        this.rules = List.copyOf(rules);
        this.otherwise = otherwise;
    }

    /**
     * Decides what a client is told.
     *
     * @param client the client
     * @return {@link UnknownClient} with a reason if the library or the version is not among the releases or the
     *     version is unreadable; else the advice of the first rule whose conditions all hold, with the name of the rule
     *     in its reason; else the advice of {@code otherwise}
     */
    public Verdict decide(ClientProfile client) {
        return decide(client, Trail.NONE);
    }

    /**
     * Decides likewise and keeps how.
     *
     * @param client the client
     * @return the verdict of {@link #decide}, and each rule that was looked at
     */
    public Explanation explain(ClientProfile client) {
        Trail.Kept trail = new Trail.Kept(client);
        Verdict verdict = decide(client, trail);
        return new Explanation(verdict, trail.steps());
    }

    /**
     * Where the catalogue came from.
     *
     * @return the file as the operator named it, or the name of the bundled one
     */
    public String source() {
        return source;
    }

    /**
     * How many rules there are.
     *
     * @return their number, without {@code otherwise}
     */
    public int ruleCount() {
        return rules.size();
    }

    /**
     * How many releases are known.
     *
     * @return the number of versions, over all libraries
     */
    public int releaseCount() {
        return releases.size();
    }

    // The one way to a verdict, so that an explanation cannot differ from what is decided.
    private Verdict decide(ClientProfile client, Trail trail) {
        Optional<String> unknown = releases.findFault(client);
        if (unknown.isPresent()) {
            return new UnknownClient(unknown.get());
        }
        for (Rule rule : rules) {
            Optional<Condition> obstacle = rule.findObstacle(client);
            if (obstacle.isEmpty()) {
                trail.matched(rule);
                return rule.adviceFor(client);
            }
            trail.missed(rule, obstacle.get());
        }
        return otherwise.adviceFor(client, OTHERWISE);
    }
}
