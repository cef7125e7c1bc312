// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.Aspect;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One thing that a rule wants. A value, safe for use by many threads. */
public interface Condition {

    /** What it is called in a file. */
    String key();

    /** Tells whether the client is what the rule wants, at that hour. */
    boolean holds(Query query);

    /** What would have held, in words for the operator. */
    String wanted();

    /** What there is instead, in the client's own characters: to be escaped before it is shown. */
    String found(Query query);

    /** Tells whether this holds wherever another one holds. May say no where that is hard to tell. */
    boolean covers(Condition other);

    /** What of a client this looks at besides its program. */
    default Set<Aspect> aspects() {
        return Set.of();
    }

    /** Clients for which this holds, made from another one: one for each value that is wanted. */
    default List<Sketch> examples(Sketch client) {
        return List.of();
    }

    /**
     * The values of a facet for which alone this can hold.
     *
     * @return empty if this does not depend on the facet, or not in a way that can be listed
     */
    default Optional<Set<?>> keys(Facet facet) {
        return Optional.empty();
    }
}
