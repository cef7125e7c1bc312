// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A handler that answers with its own word, which tells it from other handlers. */
class ContractHandler implements CommandHandler {

    private final String word;
    private final Set<Verb> verbs;

    ContractHandler(String word, String... verbs) {
        this.word = word;
        this.verbs = new LinkedHashSet<>(List.of(verbs).stream().map(Verb::new).toList());
    }

    /** The same with another class name, for messages that name two handlers. */
    static final class Second extends ContractHandler {

        Second(String word, String... verbs) {
            super(word, verbs);
        }
    }

    /** The same with a given stage. */
    static final class Pending extends ContractHandler {

        private final CompletionStage<Reply> stage;

        Pending(CompletionStage<Reply> stage, String... verbs) {
            super("pending", verbs);
            this.stage = stage;
        }

        @Override
        public CompletionStage<Reply> handle(Command command, Session session) {
            return stage;
        }
    }

    @Override
    public Set<Verb> verbs() {
        return verbs;
    }

    @Override
    public CompletionStage<Reply> handle(Command command, Session session) {
        return CompletableFuture.completedStage(command.answer(word));
    }
}
