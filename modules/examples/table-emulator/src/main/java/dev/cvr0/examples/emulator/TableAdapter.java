// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.emulator;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

// snippet: adapter
/** Enters the plugin's handlers in the table; a handler that declines leaves the line to what stood there before. */
public final class TableAdapter implements CommandRegistry {

    private final Map<String, LineHandler> table;
    private final Map<Verb, Plugged> plugged = new HashMap<>();

    public TableAdapter(Map<String, LineHandler> table) {
        this.table = table;
    }

    @Override
    public synchronized Registration register(CommandHandler handler) {
        for (Verb verb : handler.verbs()) {
            if (plugged.containsKey(verb)) {
                throw new DuplicateVerbException(verb, plugged.get(verb).handler(), handler);
            }
        }
        Plugged entry = new Plugged(handler, new HashMap<>(table));
        for (Verb verb : handler.verbs()) {
            LineHandler own = table.getOrDefault(verb.name(), (line, client) -> client.close());
            table.put(verb.name(), (line, client) -> answer(handler, own, line, client));
            plugged.put(verb, entry);
        }
        return () -> withdraw(entry);
    }

    private static void answer(CommandHandler handler, LineHandler own, String line, Client client) {
        Optional<Command> command = Command.parse(line);
        if (command.isEmpty()) {
            client.close();
            return;
        }
        Reply reply = handler.handle(command.get(), client.session());
        if (reply instanceof Reply.Declined) {
            own.handle(line, client);
            return;
        }
        reply.line().ifPresent(client::send);
        if (reply.endsSession()) {
            client.close();
        }
    }

    private synchronized void withdraw(Plugged entry) {
        for (Verb verb : entry.handler().verbs()) {
            if (plugged.get(verb) == entry) {
                plugged.remove(verb);
                table.compute(verb.name(), (name, ours) -> entry.before().get(name));
            }
        }
    }

    private record Plugged(CommandHandler handler, Map<String, LineHandler> before) {}
}
// end
