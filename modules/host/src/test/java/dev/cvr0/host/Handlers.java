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
import java.util.function.BiFunction;

/** Handlers for tests. */
final class Handlers {

    private Handlers() {}

    static CommandHandler of(String verb, BiFunction<Command, Session, Reply> answer) {
        return new Stub(Set.of(new Verb(verb)), answer, false);
    }

    static CommandHandler blocking(String verb, BiFunction<Command, Session, Reply> answer) {
        return new Stub(Set.of(new Verb(verb)), answer, true);
    }

    /** {@code ECH} answers its parameters, {@code BYE} does and ends the session. */
    static HandlerRegistry registry(CommandHandler... more) {
        HandlerRegistry registry = new HandlerRegistry();
        registry.register(of("ECH", (command, session) -> echo(command, Reply.Then.STAY_OPEN)));
        registry.register(of("BYE", (command, session) -> echo(command, Reply.Then.CLOSE)));
        for (CommandHandler handler : more) {
            registry.register(handler);
        }
        return registry;
    }

    static Reply echo(Command command, Reply.Then then) {
        List<Token> parameters = command.parameters().stream()
                .filter(p -> !p.isEmpty())
                .map(p -> new Token(p.replace('\uFFFD', '?').replaceAll("\\p{Cc}", "~")))
                .toList();
        return new Reply.Answer(command.verb(), command.transactionId(), parameters, then);
    }

    static Reply ok(Command command) {
        return new Reply.Answer(
                command.verb(), command.transactionId(), List.of(new Token("OK")), Reply.Then.STAY_OPEN);
    }

    /** A handler made of its parts. */
    record Stub(Set<Verb> verbs, BiFunction<Command, Session, Reply> answer, boolean mayBlock)
            implements CommandHandler {

        @Override
        public Reply handle(Command command, Session session) {
            return answer.apply(command, session);
        }
    }
}
