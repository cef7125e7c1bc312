// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.condition.Query;

/**
 * A version that clients of a library have to have before they can go further.
 *
 * @param place where the file says so
 * @param library whose clients
 * @param before the first version that cannot be reached without it
 * @param via the version that is needed, and that older clients are sent to
 * @param download where that is
 * @param fallback the page to open instead
 */
record Floor(
        Place place,
        String library,
        ClientVersion before,
        ClientVersion via,
        UrlTemplate download,
        UrlTemplate fallback) {

    boolean appliesTo(Query query, Advice advice) {
        return query.client().library().equals(library)
                && query.client().clientVersion().compareTo(via) < 0
                && advice.recommended().compareTo(before) >= 0;
    }

    // Who had to update still has to, and who did not still does not: a client below the minimum is below this, too.
    Advice lower(Query query, Advice advice) {
        ClientVersion minimum = advice.minimum().compareTo(via) < 0 ? advice.minimum() : via;
        String reason = advice.reason() + "; " + via + " first";
        return new Advice(via, via, minimum, download.expand(query), fallback.expand(query), reason);
    }
}
