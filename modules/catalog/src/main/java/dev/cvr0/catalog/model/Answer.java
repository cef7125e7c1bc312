// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.catalog.condition.EvaluationContext;
import java.util.Optional;
import java.util.Set;

/**
 * The answer of a rule.
 *
 * @param reason the name of the rule and its reason; not sent to clients
 * @param enforcement the treatment of clients below the minimum
 * @param constant the advice if it is the same for every client at every time
 */
public record Answer(
        VersionChoice recommend,
        VersionChoice second,
        VersionChoice minimum,
        Urls urls,
        String reason,
        Enforcement enforcement,
        Optional<Advice> constant) {

    /** Builds the advice if it is constant. */
    public Answer(
            VersionChoice recommend,
            VersionChoice second,
            VersionChoice minimum,
            Urls urls,
            String reason,
            Enforcement enforcement) {
        this(
                recommend,
                second,
                minimum,
                urls,
                reason,
                enforcement,
                constant(recommend, second, minimum, urls, reason).map(advice -> advice.withEnforcement(enforcement)));
    }

    private static Optional<Advice> constant(
            VersionChoice recommend, VersionChoice second, VersionChoice minimum, Urls urls, String reason) {
        return recommend
                .constant()
                .flatMap(first -> second.constant()
                        .flatMap(other -> minimum.constant()
                                .flatMap(lowest -> urls.download()
                                        .constant()
                                        .flatMap(url -> urls.fallback()
                                                .constant()
                                                .map(page -> new Advice(first, other, lowest, url, page, reason))))));
    }

    Advice advise(EvaluationContext context) {
        return constant.isPresent()
                ? constant.get()
                : new Advice(
                        recommend.select(context),
                        second.select(context),
                        minimum.select(context),
                        urls.download().expand(context),
                        urls.fallback().expand(context),
                        reason,
                        enforcement,
                        Set.of());
    }

    /** Returns the verdict for an unknown client, with the URLs of this answer. */
    Verdict decideUnknown(UnknownClientMode mode, EvaluationContext context, String reason) {
        return mode.verdictFor(
                new UnknownClient(reason),
                context.client(),
                urls.download().expand(context),
                urls.fallback().expand(context));
    }
}
