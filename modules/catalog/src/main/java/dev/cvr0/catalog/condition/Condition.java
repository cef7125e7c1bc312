// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One condition of a rule. Immutable, safe for use by many threads. */
public interface Condition {

    /** Returns the key in a catalog file. */
    String key();

    boolean holds(EvaluationContext context);

    /** Returns the values for which the condition holds, for the operator. */
    String wanted();

    /** Returns the value of the client, in its own characters: escape it before it is shown. */
    String found(EvaluationContext context);

    /** Tells whether this holds wherever another condition holds. May return false where that is hard to tell. */
    boolean covers(Condition other);

    /** Returns clients for which this holds, derived from another client: one for each wanted value. */
    default List<ClientProfile> examples(ClientProfile client) {
        return List.of();
    }

    /** Returns the values of an attribute for which this can hold; empty if it holds for any, or they cannot be listed. */
    default Optional<Set<?>> keys(ClientAttribute attribute) {
        return Optional.empty();
    }
}
