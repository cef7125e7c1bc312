// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.emulator;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

// snippet: adapter
/** Adds the handlers of the plugin to the table. A declined line is passed to the handler that was there before. */
public final class TableAdapter implements CommandRegistry {

    private final Map<String, LineHandler> table;

    public TableAdapter(Map<String, LineHandler> table) {
        this.table = table;
    }

    @Override
    public synchronized Registration register(CommandHandler handler) {
        for (Verb verb : handler.verbs()) {
            if (table.get(verb.name()) instanceof PluginEntry other) {
                throw new DuplicateVerbException(verb, other.handler, handler);
            }
        }
        Map<String, PluginEntry> entries = new HashMap<>();
        for (Verb verb : handler.verbs()) {
            LineHandler previous = table.getOrDefault(verb.name(), (line, client) -> client.close());
            entries.put(verb.name(), new PluginEntry(handler, previous));
        }
        table.putAll(entries);
        return () -> entries.forEach((verb, entry) -> table.replace(verb, entry, entry.previous));
    }

    /** This emulator does not support another dialect. */
    @Override
    public List<Dialect> dialects() {
        return List.of();
    }

    private static final class PluginEntry implements LineHandler {

        private final CommandHandler handler;
        private final LineHandler previous;

        private PluginEntry(CommandHandler handler, LineHandler previous) {
            this.handler = handler;
            this.previous = previous;
        }

        @Override
        public void handle(String line, Client client) {
            Command.tryParse(line).ifPresentOrElse(command -> answer(command, line, client), client::close);
        }

        private void answer(Command command, String line, Client client) {
            // blocks the thread of this connection only
            Reply reply = handler.handle(command, client.session())
                    .toCompletableFuture()
                    .join();
            if (reply instanceof Reply.Declined) {
                previous.handle(line, client);
            }
            reply.line().ifPresent(client::send);
            if (reply.endsSession()) {
                client.close();
            }
        }
    }
}
// end
