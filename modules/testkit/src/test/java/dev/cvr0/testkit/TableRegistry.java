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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A correct registry. Subclasses override single steps to break it. */
class TableRegistry implements CommandRegistry {

    final Map<Verb, CommandHandler> handlers = new ConcurrentHashMap<>();

    @Override
    public Registration register(CommandHandler handler) {
        synchronized (this) {
            requireFree(handler);
            add(handler);
        }
        AtomicBoolean registered = new AtomicBoolean(true);
        return () -> {
            if (registered.getAndSet(false)) {
                remove(handler);
            }
        };
    }

    @Override
    public List<Dialect> dialects() {
        return List.of();
    }

    void requireFree(CommandHandler handler) {
        for (Verb verb : handler.verbs()) {
            find(verb).ifPresent(there -> {
                throw new DuplicateVerbException(verb, there, handler);
            });
        }
    }

    void add(CommandHandler handler) {
        handler.verbs().forEach(verb -> handlers.put(verb, handler));
    }

    void remove(CommandHandler handler) {
        handler.verbs().forEach(verb -> handlers.remove(verb, handler));
    }

    /** Returns the verbs that the host would handle itself. */
    Set<Verb> hostVerbs() {
        return Set.of();
    }

    Optional<CompletionStage<Reply>> dispatch(Command command, Session session) {
        return find(command.verb()).map(handler -> handler.handle(command, session));
    }

    Optional<CommandHandler> find(Verb verb) {
        return Optional.ofNullable(handlers.get(verb));
    }
}
