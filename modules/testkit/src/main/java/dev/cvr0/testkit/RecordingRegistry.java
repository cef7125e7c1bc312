// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A registry that keeps the contract, remembers what was done to it, and hands commands to what was registered. Safe for
 * use by many threads.
 *
 * @since 0.1
 */
public final class RecordingRegistry implements CommandRegistry {

    private final List<Dialect> dialects;
    private final Map<Verb, Entry> entries = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();

    /**
     * The empty registry of a host.
     *
     * @param dialects the names of what the host speaks itself, best first
     * @throws IllegalArgumentException if a name cannot be that of a dialect
     */
    public RecordingRegistry(String... dialects) {
        this.dialects = Dialect.listOf(dialects);
    }

    /**
     * What was done to the registry.
     *
     * @param kind what it was
     * @param handler whom it was done with
     * @param verbs the verbs of the handler when it was registered
     */
    public record Event(Kind kind, CommandHandler handler, Set<Verb> verbs) {

        /** Copies the verbs. */
        public Event {
            verbs = Set.copyOf(verbs);
        }

        /** What can be done to a registry. */
        public enum Kind {
            /** A handler was entered. */
            REGISTERED,
            /** A registration was closed for the first time. */
            WITHDRAWN
        }
    }

    // each registration is itself alone, even if the handler is the same
    private static final class Entry {
        private final CommandHandler handler;
        private final Set<Verb> verbs;

        private Entry(CommandHandler handler) {
            this.handler = handler;
            this.verbs = Set.copyOf(handler.verbs());
        }

        private Event event(Event.Kind kind) {
            return new Event(kind, handler, verbs);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the handler has no verb
     */
    @Override
    public synchronized Registration register(CommandHandler handler) {
        Entry entry = new Entry(handler);
        if (entry.verbs.isEmpty()) {
            throw new IllegalArgumentException("a handler without a verb: " + handler);
        }
        for (Verb verb : entry.verbs) {
            find(verb).ifPresent(registered -> {
                throw new DuplicateVerbException(verb, registered, handler);
            });
        }
        entry.verbs.forEach(verb -> entries.put(verb, entry));
        events.add(entry.event(Event.Kind.REGISTERED));
        return () -> withdraw(entry);
    }

    private synchronized void withdraw(Entry entry) {
        if (entries.values().removeIf(other -> other == entry)) {
            events.add(entry.event(Event.Kind.WITHDRAWN));
        }
    }

    @Override
    public List<Dialect> dialects() {
        return dialects;
    }

    /**
     * What was done so far.
     *
     * @return a copy, in the order of the events
     */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /**
     * The verbs that are served now.
     *
     * @return a copy
     */
    public synchronized Set<Verb> verbs() {
        return Set.copyOf(entries.keySet());
    }

    /**
     * Who serves a verb now.
     *
     * @param verb the verb
     * @return its handler, or empty if it has none
     */
    public synchronized Optional<CommandHandler> find(Verb verb) {
        return Optional.ofNullable(entries.get(verb)).map(entry -> entry.handler);
    }

    /**
     * Hands a command to the handler of its verb.
     *
     * @param command the command
     * @param session the connection it came from
     * @return what the handler makes of it; declined if the verb has none
     */
    public Reply handle(Command command, Session session) {
        return find(command.verb())
                .map(handler -> handler.handle(command, session))
                .orElseGet(Reply.Declined::new);
    }

    /**
     * Hands a line to the handler of its verb.
     *
     * @param line a command without a terminator
     * @param session the connection it came from
     * @return what the handler makes of it; declined if the verb has none
     * @throws IllegalArgumentException if the line is no command
     */
    public Reply handle(String line, Session session) {
        return handle(
                Command.parse(line).orElseThrow(() -> new IllegalArgumentException("'" + line + "' is no command")),
                session);
    }
}
