// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Finds who answers a command, and answers in the place of one who fails. Safe for use by many threads. */
final class Dispatcher {

    private static final String FALLBACK = "the fallback";

    private final HandlerRegistry registry;
    private final Fallback fallback;
    private final boolean fallbackMayBlock;
    private final HostLog log;

    Dispatcher(HandlerRegistry registry, Fallback fallback, HostLog log) {
        this.registry = registry;
        this.fallback = fallback;
        this.fallbackMayBlock = fallback.mayBlock();
        this.log = log;
    }

    /** Who answers a verb now: a handler, and the fallback where there is none or it declines. */
    record Route(Optional<RegisteredHandler> handler, boolean mayBlock) {

        String name() {
            return handler.map(RegisteredHandler::name).orElse(FALLBACK);
        }
    }

    Route route(Verb verb) {
        Optional<RegisteredHandler> handler = registry.find(verb);
        boolean handlerMayBlock = handler.filter(RegisteredHandler::mayBlock).isPresent();
        return new Route(handler, handlerMayBlock || fallbackMayBlock);
    }

    /** The answer, or the fault's answer; never an exception. Declined means that nobody has one. */
    Reply answer(Route route, Command command, Session session) {
        Reply reply = route.handler()
                .map(handler -> guarded(handler::name, handler.handler()::handle, command, session))
                .orElseGet(Reply.Declined::new);
        return reply instanceof Reply.Declined ? guarded(() -> FALLBACK, fallback::reply, command, session) : reply;
    }

    /** What a client gets whose command cannot be answered: the server failed, and the session ends. */
    static Reply fault(Command command) {
        return new Reply.Refusal(ErrorCode.SERVER_FAILURE, command.transactionId(), Reply.Then.CLOSE);
    }

    // Errors too: a handler that recurses too deep or misses a class must not take the event loop with it.
    private Reply guarded(
            Supplier<String> name, BiFunction<Command, Session, Reply> responder, Command command, Session session) {
        try {
            return Objects.requireNonNull(responder.apply(command, session), "the reply is null");
        } catch (Throwable failure) {
            log.failed(name.get(), command.verb(), failure);
            return fault(command);
        }
    }
}
