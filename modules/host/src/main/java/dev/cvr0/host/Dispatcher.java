// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Passes a command to the handler of its verb, or to the fallback. Thread-safe. */
record Dispatcher(HandlerRegistry registry, Fallback fallback, HostLog log) {

    /** Returns the reply, {@code 500 TrID} after a failure. The future never completes exceptionally. */
    CompletableFuture<Reply> dispatch(Command command, Session session) {
        return registry.handler(command.verb())
                .map(handler -> handle(handler, command, session))
                .orElseGet(() -> fallBack(command, session));
    }

    private CompletableFuture<Reply> handle(CommandHandler handler, Command command, Session session) {
        return invoke(() -> CommandHandler.nameOf(handler), handler::handle, command, session)
                .thenCompose(reply -> reply instanceof Reply.Declined
                        ? fallBack(command, session)
                        : CompletableFuture.completedFuture(reply));
    }

    private CompletableFuture<Reply> fallBack(Command command, Session session) {
        return invoke(() -> "the fallback", fallback::reply, command, session);
    }

    // Catches errors as well, because a StackOverflowError or a missing class must not stop the event loop.
    private CompletableFuture<Reply> invoke(
            Supplier<String> name,
            BiFunction<Command, Session, CompletionStage<Reply>> responder,
            Command command,
            Session session) {
        try {
            return responder
                    .apply(command, session)
                    .toCompletableFuture()
                    .handle((reply, failure) -> reply == null ? fail(name.get(), command, failure) : reply);
        } catch (Throwable failure) {
            return CompletableFuture.completedFuture(fail(name.get(), command, failure));
        }
    }

    private Reply fail(String name, Command command, @Nullable Throwable failure) {
        log.failed(
                name, command.verb(), failure == null ? new NullPointerException("the reply is null") : cause(failure));
        return command.refuse(ErrorCode.SERVER_FAILURE).andClose();
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }
}
