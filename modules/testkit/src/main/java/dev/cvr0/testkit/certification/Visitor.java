// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** A handler that is in the host's registry for the length of a test. */
record Visitor(BiFunction<Command, Session, CompletionStage<Reply>> answer, String verb) implements CommandHandler {

    @Override
    public Set<Verb> verbs() {
        return Set.of(new Verb(verb));
    }

    @Override
    public CompletionStage<Reply> handle(Command command, Session session) {
        return answer.apply(command, session);
    }
}
