// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers the commands that no handler answers, because the verb has no handler or the handler declined. An emulator continues
 * with its own dispatch here.
 *
 * @see dev.cvr0.api.host.CommandHandler
 * @since 0.1
 */
@FunctionalInterface
public interface Fallback {

    /** Declines every command, so that the host closes the connection without an answer. */
    Fallback CLOSE = (command, session) -> CompletableFuture.completedFuture(new Reply.Declined());

    /**
     * Answers one command without blocking. Called by many threads, for one command of a session at a time.
     *
     * @param command a well-formed command with any verb
     * @param session the session of the connection
     * @return the reply; after {@link Reply.Declined} the host closes the connection without an answer. The stage may
     *     complete on any thread. If it completes exceptionally, or this method throws, the client gets {@code 500 TrID}
     *     and the session ends
     */
    CompletionStage<Reply> reply(Command command, Session session);
}
