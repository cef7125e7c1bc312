// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.settings.Band;
import dev.cvr0.settings.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The dispatch registry of an {@link EmulatorHost}: handlers by verb. Handlers are registered before the host starts,
 * which freezes the registry. Thread-safe; one registry may serve several hosts.
 *
 * @see EmulatorHost
 * @since 0.1
 */
public final class HandlerRegistry implements CommandRegistry {

    /** The setting of {@link #dialects}. */
    public static final Setting<List<Dialect>> DIALECTS = Setting.list(
            "cvr0.dialects",
            "names such as MSNP8, separated by commas or spaces",
            Dialect::tryParse,
            Band.ESSENTIAL,
            "The dialects that this host speaks itself, best first. VER prefers them to CVR0. If not set, the host is only an"
                    + " update server.");

    private final List<Dialect> dialects;
    private volatile Map<Verb, CommandHandler> byVerb = Map.of();
    private boolean frozen;

    /**
     * Creates a registry without handlers.
     *
     * @param dialects the dialects that the host speaks itself, best first; empty for an update server. Copied
     */
    public HandlerRegistry(List<Dialect> dialects) {
        this.dialects = List.copyOf(dialects);
    }

    /**
     * Registers a handler for all of its verbs, or for none.
     *
     * @param handler the handler
     * @return the registration, which removes this handler again, also after {@link #freeze}
     * @throws DuplicateVerbException if one of the verbs already has a handler; the registry is unchanged then
     * @throws IllegalArgumentException if the handler has no verbs
     * @throws IllegalStateException if the registry is frozen
     */
    @Override
    public synchronized Registration register(CommandHandler handler) {
        String name = CommandHandler.nameOf(handler);
        if (frozen) {
            throw new IllegalStateException(
                    name + " cannot be registered: the host is serving; register handlers before it starts");
        }
        Set<Verb> verbs = Set.copyOf(handler.verbs());
        if (verbs.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " cannot be registered: verbs() is empty; return at least one verb");
        }
        Map<Verb, CommandHandler> next = new HashMap<>(byVerb);
        for (Verb verb : verbs) {
            CommandHandler earlier = next.putIfAbsent(verb, handler);
            if (earlier != null) {
                throw new DuplicateVerbException(verb, earlier, handler);
            }
        }
        byVerb = Map.copyOf(next);
        return new VerbRegistration(verbs, name);
    }

    @Override
    public List<Dialect> dialects() {
        return dialects;
    }

    /** Closes the registry to further handlers. Handlers can still be removed. Repeated calls have no effect. */
    public synchronized void freeze() {
        frozen = true;
    }

    /**
     * Returns the handler of a verb.
     *
     * @param verb the verb
     * @return the handler, or empty if none is registered
     */
    public Optional<CommandHandler> handler(Verb verb) {
        return Optional.ofNullable(byVerb.get(verb));
    }

    /** {@return the verbs that have a handler: an unmodifiable copy, in no order} */
    public Set<Verb> verbs() {
        return byVerb.keySet();
    }

    private synchronized void remove(Set<Verb> verbs) {
        Map<Verb, CommandHandler> next = new HashMap<>(byVerb);
        next.keySet().removeAll(verbs);
        byVerb = Map.copyOf(next);
    }

    /**
     * The verbs of one handler. Removes them at most once, so it cannot unregister a handler registered later for the same
     * verbs.
     */
    private final class VerbRegistration implements Registration {

        private final Set<Verb> verbs;
        private final String handler;
        private boolean closed;

        private VerbRegistration(Set<Verb> verbs, String handler) {
            this.verbs = verbs;
            this.handler = handler;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                remove(verbs);
            }
        }

        @Override
        public String toString() {
            return handler + " for " + verbs;
        }
    }
}
