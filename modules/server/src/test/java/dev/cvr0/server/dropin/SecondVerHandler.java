// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.dropin;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Serves VER, which the plugin also serves. */
@ApplicationScoped
public class SecondVerHandler implements CommandHandler {

    @Override
    public Set<Verb> verbs() {
        return Set.of(Verb.VER);
    }

    @Override
    public CompletionStage<Reply> handle(Command command, Session session) {
        return CompletableFuture.completedStage(new Reply.Declined());
    }
}
