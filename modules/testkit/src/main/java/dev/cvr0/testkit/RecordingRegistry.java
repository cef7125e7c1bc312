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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
 * @see InProcessPeer
 */
public final class RecordingRegistry implements CommandRegistry {

    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final List<Dialect> dialects;
    private final Map<Verb, Event> registrations = new HashMap<>();
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

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the handler has no verbs
     */
    @Override
    public synchronized Registration register(CommandHandler handler) {
        Event registered = new Event(Event.Kind.REGISTERED, handler, handler.verbs());
        if (registered.verbs.isEmpty()) {
            throw new IllegalArgumentException(handler + " has no verbs");
        }
        for (Verb verb : registered.verbs) {
            find(verb).ifPresent(other -> {
                throw new DuplicateVerbException(verb, other, handler);
            });
        }
        registered.verbs.forEach(verb -> registrations.put(verb, registered));
        events.add(registered);
        return () -> withdraw(registered);
    }

    // compared by identity: each registration is distinct, even if the handler is the same
    @SuppressWarnings("ReferenceEquality")
    private synchronized void withdraw(Event registered) {
        if (registrations.values().removeIf(other -> other == registered)) {
            events.add(new Event(Event.Kind.WITHDRAWN, registered.handler, registered.verbs));
        }
    }

    @Override
    public List<Dialect> dialects() {
        return dialects;
    }

    /** {@return a copy of the changes so far, oldest first} */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** {@return a copy of the verbs that have a handler} */
    public synchronized Set<Verb> verbs() {
        return Set.copyOf(registrations.keySet());
    }

    /**
     * {@return the handler of a verb, or empty if it has none}
     *
     * @param verb the verb
     */
    public synchronized Optional<CommandHandler> find(Verb verb) {
        return Optional.ofNullable(registrations.get(verb)).map(Event::handler);
    }

    /**
     * {@return the stage of the handler of a command; completed with {@link Reply.Declined} if its verb has no handler}
     *
     * @param command passed to the handler
     * @param session the session of the connection
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
        return InProcessPeer.await(handle(command, session), TIMEOUT);
    }
}
