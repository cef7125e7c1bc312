// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;

/** One thing that a rule wants of a client. A value, safe for use by many threads. */
interface Condition {

    /** What of the client is looked at. */
    ProfileField field();

    /** Tells whether a client is what the rule wants. */
    boolean holds(ClientProfile client);

    /** What would have held, in words for the operator. */
    String wanted();
}
