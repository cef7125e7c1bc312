// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Token;
import dev.cvr0.api.protocol.Verb;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** Handlers for tests. */
final class Handlers {

    private Handlers() {}

    /** Creates a handler that answers immediately. */
    static CommandHandler of(String verb, BiFunction<Command, Session, Reply> answer) {
        return new StubHandler(
                Set.of(new Verb(verb)),
                (command, session) -> CompletableFuture.completedStage(answer.apply(command, session)));
    }

    /** Creates a handler that answers on a new thread. */
    static CommandHandler async(String verb, BiFunction<Command, Session, Reply> answer) {
        return new StubHandler(
                Set.of(new Verb(verb)),
                (command, session) -> CompletableFuture.supplyAsync(
                        () -> answer.apply(command, session), task -> new Thread(task, "handler").start()));
    }

    /** Creates a registry with {@code ECH}, which echoes its parameters, and {@code BYE}, which also ends the session. */
    static HandlerRegistry registry(CommandHandler... more) {
        HandlerRegistry registry = new HandlerRegistry(List.of());
        registry.register(of("ECH", (command, session) -> echo(command)));
        registry.register(of("BYE", (command, session) -> echo(command).andClose()));
        for (CommandHandler handler : more) {
            registry.register(handler);
        }
        return registry;
    }

    static Reply.Answer echo(Command command) {
        List<Token> parameters = command.parameters().stream()
                .filter(p -> !p.isEmpty())
                .map(p -> new Token(p.replace('\uFFFD', '?').replaceAll("\\p{Cc}", "~")))
                .toList();
        return command.answer(parameters);
    }

    static Reply ok(Command command) {
        return command.answer("OK");
    }

    /** A handler that delegates to a function. */
    record StubHandler(Set<Verb> verbs, BiFunction<Command, Session, CompletionStage<Reply>> answer)
            implements CommandHandler {

        @Override
        public CompletionStage<Reply> handle(Command command, Session session) {
            return answer.apply(command, session);
        }
    }
}
