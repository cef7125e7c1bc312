// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import dev.cvr0.api.protocol.Dialect;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What belongs to one connection.
 *
 * <p>Handlers see a session from one thread at a time, though not always the same one: the host passes it on safely.
 *
 * @since 0.1
 */
public interface Session {

    /**
     * Where the client is.
     *
     * @return the address of the other end
     */
    InetAddress remoteAddress();

    /**
     * The dialect that VER agreed on.
     *
     * @return CVR0 or one of the host's; empty before VER
     */
    Optional<Dialect> agreedDialect();

    /**
     * Keeps the dialect that VER agreed on. The host may take note: the session is its own from here, unless the dialect
     * is CVR0.
     *
     * @param dialect the dialect
     * @throws IllegalStateException if one was agreed on before
     */
    void agree(Dialect dialect);

    /**
     * What a handler has kept here.
     *
     * @param <T> the type of the value
     * @param key under what it was kept
     * @return the value, or empty if there is none
     */
    <T> Optional<T> attribute(AttributeKey<T> key);

    /**
     * Keeps a value for as long as the connection lasts, in place of an earlier one.
     *
     * @param <T> the type of the value
     * @param key under what to keep it
     * @param value the value
     */
    <T> void attribute(AttributeKey<T> key, T value);
}
