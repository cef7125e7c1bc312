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
import dev.cvr0.api.text.LogSafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A registry that fulfils the contract, records its changes, and passes commands to the registered handlers. Thread-safe.
 *
 * @since 0.1
 */
public final class RecordingRegistry implements CommandRegistry {

    private final List<Dialect> dialects;
    private final Map<Verb, Entry> entries = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();

    /**
     * Creates an empty registry.
     *
     * @param dialects the dialects of the host, best first
     * @throws IllegalArgumentException if a name is not a valid dialect
     */
    public RecordingRegistry(String... dialects) {
        this.dialects = Dialect.listOf(dialects);
    }

    /**
     * A change of the registry.
     *
     * @param kind the kind of change
     * @param handler the handler
     * @param verbs the verbs of the handler when it was registered
     */
    public record Event(Kind kind, CommandHandler handler, Set<Verb> verbs) {

        /** Copies the verbs. */
        public Event {
            verbs = Set.copyOf(verbs);
        }

        /** The kind of change. */
        public enum Kind {
            /** A handler was registered. */
            REGISTERED,
            /** A registration was closed for the first time. */
            WITHDRAWN
        }
    }

    // Compared by identity: each registration is distinct, even if the handler is the same.
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
            throw new IllegalArgumentException(handler + " has no verb");
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
     * Returns the changes so far.
     *
     * @return a copy, oldest first
     */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /**
     * Returns the verbs that have a handler.
     *
     * @return a copy
     */
    public synchronized Set<Verb> verbs() {
        return Set.copyOf(entries.keySet());
    }

    /**
     * Returns the handler of a verb.
     *
     * @param verb the verb
     * @return the handler, or empty if the verb has none
     */
    public synchronized Optional<CommandHandler> find(Verb verb) {
        return Optional.ofNullable(entries.get(verb)).map(entry -> entry.handler);
    }

    /**
     * Passes a command to the handler of its verb.
     *
     * @param command the command
     * @param session the session of the connection
     * @return the stage of the handler; completed with {@link Reply.Declined} if the verb has no handler
     */
    public CompletionStage<Reply> handle(Command command, Session session) {
        return find(command.verb())
                .map(handler -> handler.handle(command, session))
                .orElseGet(() -> CompletableFuture.completedStage(new Reply.Declined()));
    }

    /**
     * Passes a line to the handler of its verb and waits for the reply, at most 30 seconds.
     *
     * @param line a command without a terminator
     * @param session the session of the connection
     * @return the reply; {@link Reply.Declined} if the verb has no handler
     * @throws IllegalArgumentException if the line is not a command
     * @throws IllegalStateException if the stage of the handler completes exceptionally; the cause is its exception
     */
    public Reply handle(String line, Session session) {
        Command command = Command.tryParse(line)
                .orElseThrow(() -> new IllegalArgumentException(LogSafeText.quote(line) + " is not a command"));
        return Replies.await(handle(command, session));
    }
}
