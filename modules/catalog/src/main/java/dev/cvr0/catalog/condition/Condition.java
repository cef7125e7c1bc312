// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One condition of a rule. Immutable and thread-safe. */
public interface Condition {

    /** Returns the key in a catalog file. */
    String key();

    boolean holds(EvaluationContext context);

    /** Describes the values for which the condition holds. */
    String expected();

    /** Returns the value of the client, not escaped. */
    String actual(EvaluationContext context);

    /** Tells whether this holds whenever another condition holds. May return false if that cannot be determined. */
    boolean covers(Condition other);

    /** Returns clients for which this holds, derived from another client: one for each expected value. */
    default List<ClientProfile> examples(ClientProfile client) {
        return List.of();
    }

    /** Returns the values of an attribute for which this can hold; empty if it holds for all, or they cannot be listed. */
    default Optional<Set<?>> keys(ClientAttribute attribute) {
        return Optional.empty();
    }
}
