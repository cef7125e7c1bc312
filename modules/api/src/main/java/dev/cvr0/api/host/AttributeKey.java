// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import java.util.Objects;

/**
 * The key of a value in a {@link Session}. Keys are compared by identity: two keys of the same name are different.
 *
 * @param <T> the type of the value
 * @since 0.1
 */
@SuppressWarnings("UnusedTypeParameter") // the type of the value, for the methods of the session
public final class AttributeKey<T> {

    private final String name;

    private AttributeKey(String name) {
        this.name = name;
    }

    /**
     * Creates a key.
     *
     * @param <T> the type of the value
     * @param name the name for logs
     * @return a key that equals no other key
     */
    public static <T> AttributeKey<T> named(String name) {
        return new AttributeKey<>(Objects.requireNonNull(name, "name"));
    }

    @Override
    public String toString() {
        return name;
    }
}
