// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war.emulator;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The registry of an emulator whose dialect is MSNP8. */
@ApplicationScoped
public class EmulatorRegistry implements CommandRegistry {

    private final Map<Verb, CommandHandler> handlers = new ConcurrentHashMap<>();

    @Override
    public synchronized Registration register(CommandHandler handler) {
        for (Verb verb : handler.verbs()) {
            CommandHandler other = handlers.putIfAbsent(verb, handler);
            if (other != null) {
                throw new DuplicateVerbException(verb, other, handler);
            }
        }
        return () -> handlers.values().removeIf(other -> other == handler);
    }

    @Override
    public List<Dialect> dialects() {
        return Dialect.listOf("MSNP8");
    }

    /**
     * Answers a command.
     *
     * @param command the command
     * @param session the session
     * @return the reply; {@code Declined} if no handler serves the verb
     */
    public Reply answer(Command command, Session session) {
        CommandHandler handler = handlers.get(command.verb());
        return handler == null
                ? new Reply.Declined()
                : handler.handle(command, session).toCompletableFuture().join();
    }
}
