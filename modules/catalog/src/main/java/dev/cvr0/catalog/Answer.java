// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.catalog.condition.Query;

/** What a rule answers with. */
record Answer(
        VersionChoice recommend,
        VersionChoice second,
        VersionChoice minimum,
        UrlTemplate download,
        UrlTemplate fallback,
        String reason) {

    Advice adviceFor(Query query, String rule) {
        return new Advice(
                recommend.forQuery(query),
                second.forQuery(query),
                minimum.forQuery(query),
                download.expand(query),
                fallback.expand(query),
                reason.isEmpty() ? rule : rule + ": " + reason);
    }
}
