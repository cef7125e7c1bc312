// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.jakarta;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

// snippet: registry
/** The dispatch table of an emulator that supports MSNP8. */
@ApplicationScoped
public class Dispatch implements CommandRegistry {

    private final Map<Verb, Entry> table = new HashMap<>();

    @Override
    public synchronized Registration register(CommandHandler handler) {
        for (Verb verb : handler.verbs()) {
            if (table.containsKey(verb)) {
                throw new DuplicateVerbException(verb, table.get(verb).handler(), handler);
            }
        }
        Entry entry = new Entry(handler);
        handler.verbs().forEach(verb -> table.put(verb, entry));
        return () -> withdraw(entry);
    }

    @Override
    public List<Dialect> dialects() {
        return Dialect.listOf("MSNP8");
    }

    /** Called by the transport for each line. Returns an empty result if no handler is registered for the verb. */
    public Optional<CompletionStage<Reply>> dispatch(Command command, Session session) {
        return find(command.verb()).map(handler -> handler.handle(command, session));
    }

    private synchronized Optional<CommandHandler> find(Verb verb) {
        return Optional.ofNullable(table.get(verb)).map(Entry::handler);
    }

    // Compared by identity, because the same handler can be registered again.
    @SuppressWarnings("ReferenceEquality")
    private synchronized void withdraw(Entry entry) {
        table.values().removeIf(other -> other == entry);
    }

    private record Entry(CommandHandler handler) {}
}
// end
