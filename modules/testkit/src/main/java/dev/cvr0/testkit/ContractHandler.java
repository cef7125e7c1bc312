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
import java.util.function.Function;

/** A handler that answers with the result of a function, or with a parameter that distinguishes it from other handlers. */
class ContractHandler implements CommandHandler {

    private final Function<Command, CompletionStage<Reply>> function;
    private final Set<Verb> verbs;

    ContractHandler(Function<Command, CompletionStage<Reply>> function, String... verbs) {
        this.function = function;
        this.verbs = new LinkedHashSet<>(List.of(verbs).stream().map(Verb::new).toList());
    }

    ContractHandler(String parameter, String... verbs) {
        this(command -> CompletableFuture.completedStage(command.answer(parameter)), verbs);
    }

    @Override
    public Set<Verb> verbs() {
        return verbs;
    }

    @Override
    public CompletionStage<Reply> handle(Command command, Session session) {
        session.attribute(WritingRegistryContract.Output.HANDLED, true);
        return function.apply(command);
    }
}
