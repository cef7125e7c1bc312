// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import dev.cvr0.api.protocol.Dialect;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The state of one connection.
 *
 * <p>One thread at a time uses a session, though not always the same one. The host publishes it safely between threads.
 *
 * @since 0.1
 */
public interface Session {

    /** {@return the address of the client} */
    InetAddress remoteAddress();

    /**
     * Returns the dialect that VER agreed on.
     *
     * @return CVR0 or a dialect of the host; empty before VER
     */
    Optional<Dialect> agreedDialect();

    /**
     * Sets the dialect that VER agreed on. From then on the session is the host's, unless the dialect is CVR0.
     *
     * @param dialect the dialect
     * @throws IllegalStateException if a dialect is already agreed on
     */
    void agree(Dialect dialect);

    /**
     * Returns a value that a handler stored.
     *
     * @param <T> the type of the value
     * @param key the key of the value
     * @return the value, or empty if there is none
     */
    <T> Optional<T> attribute(AttributeKey<T> key);

    /**
     * Stores a value until the connection ends. Replaces an earlier value of the same key.
     *
     * @param <T> the type of the value
     * @param key the key of the value
     * @param value the value
     */
    <T> void attribute(AttributeKey<T> key, T value);
}
