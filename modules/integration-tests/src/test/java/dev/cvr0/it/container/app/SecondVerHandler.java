// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A second handler for a verb of the plugin. */
@ApplicationScoped
public class SecondVerHandler implements CommandHandler {

    @Override
    public Set<Verb> verbs() {
        return Set.of(Verb.VER);
    }

    @Override
    public CompletionStage<Reply> handle(Command command, Session session) {
        throw new UnsupportedOperationException("the deployment must fail before this call");
    }
}
