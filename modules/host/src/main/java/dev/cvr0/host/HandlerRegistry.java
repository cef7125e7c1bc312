// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Verb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The dispatch table of an {@link EmulatorHost}: handlers by verb. Handlers are registered first, then the host is
 * started, which freezes the table. Safe for use by many threads; one registry may serve several hosts.
 *
 * @since 0.1
 */
public final class HandlerRegistry implements CommandRegistry {

    private final List<Dialect> dialects;
    private volatile Map<Verb, RegisteredHandler> byVerb = Map.of();
    private boolean frozen;

    /** A registry without handlers, for a host that speaks no dialect itself. */
    public HandlerRegistry() {
        this(List.of());
    }

    /**
     * A registry without handlers.
     *
     * @param dialects what the host speaks itself, best first; copied
     */
    public HandlerRegistry(List<Dialect> dialects) {
        this.dialects = List.copyOf(dialects);
    }

    /**
     * Enters a handler under each of its verbs, or under none.
     *
     * @param handler the handler; its verbs and whether it may block are asked here and not again
     * @return what takes this handler out again, also after {@link #freeze}
     * @throws DuplicateVerbException if one of the verbs has a handler already; the registry is unchanged then
     * @throws IllegalArgumentException if the handler names no verb
     * @throws IllegalStateException if the registry is frozen
     */
    @Override
    public synchronized Registration register(CommandHandler handler) {
        RegisteredHandler entry = new RegisteredHandler(handler, handler.mayBlock());
        requireThawed(entry);
        Set<Verb> verbs = Set.copyOf(handler.verbs());
        if (verbs.isEmpty()) {
            throw new IllegalArgumentException(entry.name() + " names no verb to serve: expected at least one");
        }
        Map<Verb, RegisteredHandler> next = new HashMap<>(byVerb);
        for (Verb verb : verbs) {
            enter(next, verb, entry);
        }
        byVerb = Map.copyOf(next);
        return new Place(verbs, entry);
    }

    @Override
    public List<Dialect> dialects() {
        return dialects;
    }

    /** Closes the registry to further handlers. Handlers can still be taken out. Freezing again does nothing. */
    public synchronized void freeze() {
        frozen = true;
    }

    /**
     * Finds who serves a verb.
     *
     * @param verb the verb
     * @return its handler, or empty if none is registered
     */
    public Optional<RegisteredHandler> find(Verb verb) {
        return Optional.ofNullable(byVerb.get(verb));
    }

    /**
     * The verbs that have a handler now.
     *
     * @return an unmodifiable copy, in no order
     */
    public Set<Verb> verbs() {
        return byVerb.keySet();
    }

    private void requireThawed(RegisteredHandler entry) {
        if (frozen) {
            throw new IllegalStateException(entry.name()
                    + " comes too late: the host is serving, and handlers are registered before it starts");
        }
    }

    private static void enter(Map<Verb, RegisteredHandler> table, Verb verb, RegisteredHandler entry) {
        RegisteredHandler earlier = table.putIfAbsent(verb, entry);
        if (earlier != null) {
            throw new DuplicateVerbException(verb, earlier.handler(), entry.handler());
        }
    }

    private synchronized void remove(Set<Verb> verbs) {
        Map<Verb, RegisteredHandler> next = new HashMap<>(byVerb);
        next.keySet().removeAll(verbs);
        byVerb = Map.copyOf(next);
    }

    /** One handler's verbs, given up once: a later handler of the same verbs is not this one's to take out. */
    private final class Place implements Registration {

        private final Set<Verb> verbs;
        private final RegisteredHandler entry;
        private boolean left;

        private Place(Set<Verb> verbs, RegisteredHandler entry) {
            this.verbs = verbs;
            this.entry = entry;
        }

        @Override
        public synchronized void close() {
            if (!left) {
                left = true;
                remove(verbs);
            }
        }

        @Override
        public String toString() {
            return entry.name() + " for " + verbs;
        }
    }
}
