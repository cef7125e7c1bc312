// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.protocol.Verb;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A registry that keeps the contract, cut into parts that a test can break one by one. */
class Table implements CommandRegistry {

    final Map<Verb, CommandHandler> handlers = new ConcurrentHashMap<>();

    @Override
    public Registration register(CommandHandler handler) {
        synchronized (this) {
            requireFree(handler);
            enter(handler);
        }
        AtomicBoolean entered = new AtomicBoolean(true);
        return () -> {
            if (entered.getAndSet(false)) {
                takeOut(handler);
            }
        };
    }

    void requireFree(CommandHandler handler) {
        for (Verb verb : handler.verbs()) {
            find(verb).ifPresent(there -> {
                throw new DuplicateVerbException(verb, there, handler);
            });
        }
    }

    void enter(CommandHandler handler) {
        handler.verbs().forEach(verb -> handlers.put(verb, handler));
    }

    void takeOut(CommandHandler handler) {
        handler.verbs().forEach(verb -> handlers.remove(verb, handler));
    }

    Optional<CommandHandler> find(Verb verb) {
        return Optional.ofNullable(handlers.get(verb));
    }
}
