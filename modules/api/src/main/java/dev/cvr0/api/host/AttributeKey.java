// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import java.util.Objects;

/**
 * Names a value kept in a {@link Session}. Each key is itself alone: two of the same name are different keys.
 *
 * @param <T> the type of the value
 * @since 0.1
 */
public final class AttributeKey<T> {

    private final String name;

    private AttributeKey(String name) {
        this.name = name;
    }

    /**
     * A new key.
     *
     * @param <T> the type of the value
     * @param name for people to read
     * @return a key that no other equals
     */
    public static <T> AttributeKey<T> named(String name) {
        return new AttributeKey<>(Objects.requireNonNull(name, "name"));
    }

    @Override
    public String toString() {
        return name;
    }
}
