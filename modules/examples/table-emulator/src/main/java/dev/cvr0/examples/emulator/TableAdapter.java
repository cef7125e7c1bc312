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
/** Enters the plugin's handlers in the table; a handler that declines leaves the line to what stood there before. */
public final class TableAdapter implements CommandRegistry {

    private final Map<String, LineHandler> table;

    public TableAdapter(Map<String, LineHandler> table) {
        this.table = table;
    }

    @Override
    public synchronized Registration register(CommandHandler handler) {
        for (Verb verb : handler.verbs()) {
            if (table.get(verb.name()) instanceof Plugged other) {
                throw new DuplicateVerbException(verb, other.handler, handler);
            }
        }
        Map<String, Plugged> entries = new HashMap<>();
        for (Verb verb : handler.verbs()) {
            LineHandler own = table.getOrDefault(verb.name(), (line, client) -> client.close());
            entries.put(verb.name(), new Plugged(handler, own));
        }
        table.putAll(entries);
        return () -> entries.forEach((verb, entry) -> table.replace(verb, entry, entry.own));
    }

    /** This emulator has no dialect of its own to offer. */
    @Override
    public List<Dialect> dialects() {
        return List.of();
    }

    private static final class Plugged implements LineHandler {

        private final CommandHandler handler;
        private final LineHandler own;

        private Plugged(CommandHandler handler, LineHandler own) {
            this.handler = handler;
            this.own = own;
        }

        @Override
        public void handle(String line, Client client) {
            Command.tryParse(line).ifPresentOrElse(command -> answer(command, line, client), client::close);
        }

        private void answer(Command command, String line, Client client) {
            // each connection has a thread, which may wait
            Reply reply = handler.handle(command, client.session())
                    .toCompletableFuture()
                    .join();
            if (reply instanceof Reply.Declined) {
                own.handle(line, client);
            }
            reply.line().ifPresent(client::send);
            if (reply.endsSession()) {
                client.close();
            }
        }
    }
}
// end
