// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import io.opentelemetry.api.common.Attributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Attributes for combinations of labels, built once each. Once there are {@link #MAX_COMBINATIONS}, further combinations are
 * replaced by more general ones. Thread-safe.
 */
final class BoundedAttributes<K> {

    /** Below 2,000, where an SDK discards all attributes of further combinations. */
    static final int MAX_COMBINATIONS = 1000;

    private final Map<K, Attributes> known = new ConcurrentHashMap<>();
    private final Function<K, Attributes> builder;
    private final UnaryOperator<K> generalization;

    /**
     * Creates an empty cache.
     *
     * @param builder builds the attributes
     * @param generalization returns a combination from a small set
     */
    BoundedAttributes(Function<K, Attributes> builder, UnaryOperator<K> generalization) {
        this.builder = builder;
        this.generalization = generalization;
    }

    Attributes get(K labels) {
        Attributes attributes = known.get(labels);
        if (attributes != null) {
            return attributes;
        }
        return known.computeIfAbsent(known.size() < MAX_COMBINATIONS ? labels : generalization.apply(labels), builder);
    }
}
