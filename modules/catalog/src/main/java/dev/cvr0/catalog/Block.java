// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.condition.Query;

/**
 * That nobody may go on with a version.
 *
 * @param reason why
 */
record Block(String reason) {

    /** The same advice as a demand. A client cannot be made to go back, so without a later version it is refused. */
    Verdict demand(Query query, Advice advice) {
        ClientVersion installed = query.client().clientVersion();
        ClientVersion target = advice.recommended();
        String why = advice.reason() + "; " + installed + " is blocked: " + reason;
        return target.compareTo(installed) > 0
                ? new Advice(
                        target, advice.secondRecommended(), target, advice.downloadUrl(), advice.fallbackUrl(), why)
                : new Refused(why);
    }
}
