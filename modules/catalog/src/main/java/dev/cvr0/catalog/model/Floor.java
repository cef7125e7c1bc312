// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.condition.EvaluationContext;
import dev.cvr0.catalog.error.SourceLocation;

/**
 * A version that clients of a library must install before they can update further.
 *
 * @param before the first version that cannot be reached directly
 * @param via the version that older clients must install first
 */
public record Floor(SourceLocation location, String library, ClientVersion before, ClientVersion via, Urls urls) {

    boolean appliesTo(EvaluationContext context, Advice advice) {
        return context.client().program().library().equals(library)
                && context.client().program().version().compareTo(via) < 0
                && advice.recommended().compareTo(before) >= 0;
    }

    // Keeps the urgency: a client below the minimum of the advice is also below the floor.
    Advice apply(EvaluationContext context, Advice advice) {
        ClientVersion minimum = advice.minimum().compareTo(via) < 0 ? advice.minimum() : via;
        String reason = advice.reason() + "; " + via + " must be installed first";
        return new Advice(
                via,
                via,
                minimum,
                urls.download().expand(context),
                urls.fallback().expand(context),
                reason,
                advice.enforcement(),
                advice.traits());
    }
}
