// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import dev.cvr0.api.protocol.Dialect;
import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A session in memory, for hosts that do not need another implementation. Thread-safe.
 *
 * @since 0.1
 */
public class PlainSession implements Session {

    private final InetAddress remoteAddress;
    private final AtomicReference<@Nullable Dialect> agreedDialect = new AtomicReference<>();
    private final Map<AttributeKey<?>, Object> attributes = new ConcurrentHashMap<>();

    /**
     * Creates a session without an agreed dialect.
     *
     * @param remoteAddress the address of the client
     */
    public PlainSession(InetAddress remoteAddress) {
        this.remoteAddress = Objects.requireNonNull(remoteAddress, "remoteAddress");
    }

    @Override
    public InetAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public Optional<Dialect> agreedDialect() {
        return Optional.ofNullable(agreedDialect.get());
    }

    @Override
    public void agree(Dialect dialect) {
        if (!agreedDialect.compareAndSet(null, Objects.requireNonNull(dialect, "dialect"))) {
            throw new IllegalStateException("cannot agree on " + dialect + ": the session has already agreed on "
                    + agreedDialect.get() + "; refuse a second VER");
        }
    }

    @Override
    @SuppressWarnings("unchecked") // attribute(key, value) admits only a T under an AttributeKey<T>
    public <T> Optional<T> attribute(AttributeKey<T> key) {
        return Optional.ofNullable((T) attributes.get(key));
    }

    @Override
    public <T> void attribute(AttributeKey<T> key, T value) {
        attributes.put(key, value);
    }
}
