// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Dependence;
import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.catalog.Explanation.Applied;
import dev.cvr0.catalog.Explanation.Step;
import dev.cvr0.catalog.condition.Query;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A catalogue that has been read and checked: which clients are known, and what each is told. Immutable, safe for use by
 * many threads.
 *
 * <p>The first rule whose conditions all hold answers, and {@code otherwise} if there is none. Then a floor can put an
 * earlier version first, and a blocked version makes of the recommendation a demand.
 *
 * @since 0.1
 */
public final class Catalog {

    private static final String OTHERWISE = "otherwise";

    private final String source;
    private final Contents contents;
    private final List<Problem> notices;
    private final Stretches stretches;

    Catalog(String source, Contents contents, List<Problem> notices) {
        this.source = source;
        this.contents = contents;
        this.notices = List.copyOf(notices);
        this.stretches = new Stretches(contents.aspects(), contents.moments());
    }

    /**
     * Decides what a client is told.
     *
     * @param client the client
     * @param at the present, or whatever hour is of interest
     * @return what the rules say, with the name of the rule in its reason. For a client that is not among the releases:
     *     what {@code unknown-clients} says, else {@link UnknownClient}. {@link Verdict.Refused} for a blocked version
     *     after which nothing is recommended
     */
    public Verdict decide(ClientProfile client, Instant at) {
        // So that a verdict of another hour is noticed between two looks at what verdicts depend on.
        stretches.at(at);
        Query query = query(client, at);
        if (contents.emergency()) {
            return emergency(query);
        }
        Optional<UnknownClient> unknown = findUnknown(query);
        return unknown.isPresent()
                ? contents.strangers().meet(query, unknown.get())
                : conclude(query, contents.rules().findFirst(query), new ArrayList<>());
    }

    /**
     * Decides likewise, by looking at one rule after the other, and keeps how.
     *
     * @param client the client
     * @param at the present, or whatever hour is of interest
     * @return the verdict of {@link #decide}, and each rule that was looked at
     */
    public Explanation explain(ClientProfile client, Instant at) {
        Query query = query(client, at);
        List<Step> steps = new ArrayList<>();
        return new Explanation(explain(query, steps), steps);
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
        return contents.rules().rules().size();
    }

    /**
     * How many releases are known.
     *
     * @return the number of versions, over all libraries
     */
    public int releaseCount() {
        return contents.releases().size();
    }

    /**
     * What is no fault but may be an oversight, such as a release between two others that no rule is for.
     *
     * @return in the order of the file
     */
    public List<Problem> notices() {
        return notices;
    }

    /** What the verdicts of the present depend on. */
    Dependence dependence(InstantSource clock) {
        return stretches.at(clock);
    }

    Contents contents() {
        return contents;
    }

    private Query query(ClientProfile client, Instant at) {
        return new Query(client, contents.freeze().judged(at));
    }

    private Verdict explain(Query query, List<Step> steps) {
        if (contents.emergency()) {
            return emergency(query);
        }
        Optional<UnknownClient> unknown = findUnknown(query);
        if (unknown.isPresent()) {
            walk(contents.strangers().rules(), query, steps);
            return contents.strangers().meet(query, unknown.get());
        }
        return conclude(query, walk(contents.rules(), query, steps), steps);
    }

    private static <T> Optional<Rule<T>> walk(RuleIndex<T> rules, Query query, List<Step> steps) {
        for (Rule<T> rule : rules.rules()) {
            Step step = Step.of(rule, query);
            steps.add(step);
            if (step.outcome() instanceof Explanation.Matched) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private Optional<UnknownClient> findUnknown(Query query) {
        return contents.releases().findFault(query.client()).map(UnknownClient::new);
    }

    private Verdict emergency(Query query) {
        return UnknownClientMode.ECHO.verdictFor(
                new UnknownClient("emergency: everybody is let be"),
                query.client(),
                contents.otherwise().download().expand(query),
                contents.otherwise().fallback().expand(query));
    }

    // The one way from a rule to a verdict, so that an explanation cannot differ from what is decided.
    private Verdict conclude(Query query, Optional<Rule<Answer>> rule, List<Step> steps) {
        Advice advice = rule.map(r -> r.outcome().adviceFor(query, r.name()))
                .orElseGet(() -> contents.otherwise().adviceFor(query, OTHERWISE));
        return blocked(query, floored(query, advice, steps), steps);
    }

    private Advice floored(Query query, Advice advice, List<Step> steps) {
        for (Floor floor : contents.floors()) {
            if (floor.appliesTo(query, advice)) {
                steps.add(new Step("floors", floor.place(), new Applied(floor.via() + " comes first")));
                return floor.lower(query, advice);
            }
        }
        return advice;
    }

    private Verdict blocked(Query query, Advice advice, List<Step> steps) {
        Optional<Rule<Block>> block = contents.blocks().findFirst(query);
        block.ifPresent(b ->
                steps.add(new Step(b.name(), b.place(), new Applied(b.outcome().reason()))));
        return block.<Verdict>map(b -> b.outcome().demand(query, advice)).orElse(advice);
    }
}
