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
import java.util.Set;
import java.util.stream.Collectors;

// snippet: adapter
/** Adds the handlers of the plugin to the table. A declined line is passed to the handler that was there before. */
public final class TableAdapter implements CommandRegistry {

    private static final LineHandler NO_HANDLER = (line, client) -> client.close();

    private final Map<String, LineHandler> table;
    private final List<Dialect> dialects;

    /** The dialects are those that the emulator speaks, best first: the plugin answers VER in its place. */
    public TableAdapter(Map<String, LineHandler> table, List<Dialect> dialects) {
        this.table = table;
        this.dialects = List.copyOf(dialects);
    }

    @Override
    public synchronized Registration register(CommandHandler handler) {
        for (Verb verb : handler.verbs()) {
            if (table.get(verb.name()) instanceof PluginEntry other) {
                throw new DuplicateVerbException(verb, other.handler, handler);
            }
        }
        Map<Verb, PluginEntry> entries = new HashMap<>();
        for (Verb verb : handler.verbs()) {
            entries.put(verb, new PluginEntry(handler, table.getOrDefault(verb.name(), NO_HANDLER)));
        }
        entries.forEach((verb, entry) -> table.put(verb.name(), entry));
        return new Entries(table, entries);
    }

    @Override
    public List<Dialect> dialects() {
        return dialects;
    }

    private record Entries(Map<String, LineHandler> table, Map<Verb, PluginEntry> entries) implements Registration {

        /** The plugin warns if it replaces the emulator's VER and there are no dialects. */
        @Override
        public Set<Verb> replacedVerbs() {
            return entries.entrySet().stream()
                    .filter(entry -> !NO_HANDLER.equals(entry.getValue().previous))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        @Override
        public void close() {
            entries.forEach((verb, entry) -> table.replace(verb.name(), entry, entry.previous));
        }
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
