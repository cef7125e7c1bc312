// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds for a client that has exactly one of some values.
 *
 * @param key what the facet is called in a file
 * @param facet what is looked at
 * @param values what is wanted there
 * @param wanted the values as the file has them
 */
public record OneOf(String key, Facet facet, Set<?> values, String wanted) implements Condition {

    public OneOf {
        values = Set.copyOf(values);
    }

    @Override
    public boolean holds(Query query) {
        return values.contains(facet.of(query.client()));
    }

    @Override
    public String found(Query query) {
        return facet.of(query.client()).toString();
    }

    @Override
    public List<Sketch> examples(Sketch client) {
        return values.stream().map(value -> client.with(key, value)).toList();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof OneOf that && that.facet == facet && values.containsAll(that.values);
    }

    @Override
    public Optional<Set<?>> keys(Facet asked) {
        return asked == facet ? Optional.of(values) : Optional.empty();
    }
}
