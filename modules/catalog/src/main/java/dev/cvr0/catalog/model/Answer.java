// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.catalog.condition.EvaluationContext;
import java.util.Optional;

/** The answer of a rule. Immutable. */
public final class Answer {

    private final VersionChoice recommend;
    private final VersionChoice second;
    private final VersionChoice minimum;
    private final UrlTemplate download;
    private final UrlTemplate fallback;
    private final String reason;
    private final Optional<Advice> constant;

    /**
     * Creates an answer.
     *
     * @param recommend the recommended version
     * @param second the second recommended version
     * @param minimum the minimum version
     * @param download the location of the recommended version
     * @param fallback the page for failed downloads
     * @param reason the reason for the operator, with the name of the rule
     * @throws IllegalArgumentException if the answer is the same for every client and does not fit in one line
     */
    public Answer(
            VersionChoice recommend,
            VersionChoice second,
            VersionChoice minimum,
            UrlTemplate download,
            UrlTemplate fallback,
            String reason) {
        this.recommend = recommend;
        this.second = second;
        this.minimum = minimum;
        this.download = download;
        this.fallback = fallback;
        this.reason = reason;
        this.constant = recommend
                .constant()
                .flatMap(first -> second.constant()
                        .flatMap(other -> minimum.constant()
                                .flatMap(least -> download.constant()
                                        .flatMap(url -> fallback.constant()
                                                .map(page -> new Advice(first, other, least, url, page, reason))))));
    }

    /** Returns the recommended version. */
    public VersionChoice recommend() {
        return recommend;
    }

    /** Returns the minimum version. */
    public VersionChoice minimum() {
        return minimum;
    }

    /** Returns the advice for a client at a time. */
    Advice advise(EvaluationContext context) {
        return constant.isPresent()
                ? constant.get()
                : new Advice(
                        recommend.select(context),
                        second.select(context),
                        minimum.select(context),
                        download.expand(context),
                        fallback.expand(context),
                        reason);
    }

    /** Returns the verdict for an unknown client, with the URLs of this answer. */
    Verdict decideUnknown(UnknownClientMode mode, EvaluationContext context, String reason) {
        return mode.verdictFor(
                new UnknownClient(reason), context.client(), download.expand(context), fallback.expand(context));
    }
}
