// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.condition.EvaluationContext;

/** A block of a version: its clients must update. The reason is not sent to clients. */
public record Block(String reason) {

    /** Requires the recommended version. Refuses the client if that version is not later, because it cannot downgrade. */
    Verdict apply(EvaluationContext context, Advice advice) {
        ClientVersion installed = context.client().program().version();
        String why = advice.reason() + "; " + installed + " is blocked: " + reason;
        return advice.recommended().compareTo(installed) > 0
                ? advice.withMinimum(advice.recommended()).withReason(why)
                : new Refused(why);
    }
}
