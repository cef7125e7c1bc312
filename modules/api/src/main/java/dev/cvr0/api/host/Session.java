// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import dev.cvr0.api.protocol.Dialect;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The state of one connection.
 *
 * <p>A session is used by one thread at a time, but not always by the same thread. The host publishes it safely between
 * threads.
 *
 * @see PlainSession
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
     * Sets the dialect that VER agreed on. If it is not CVR0, the host handles all further commands of the session.
     *
     * @param dialect the dialect
     * @throws IllegalStateException if the session has already agreed on a dialect
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
