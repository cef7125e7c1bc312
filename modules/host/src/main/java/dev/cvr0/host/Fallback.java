// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;

/**
 * Answers the commands that no handler answers: nobody registered for the verb, or the handler declined. This is where
 * an emulator's own dispatch goes on.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Fallback {

    /** Declines all, so that the host closes the connection without an answer. */
    Fallback CLOSE = (command, session) -> new Reply.Declined();

    /**
     * Answers one command. Called by many threads, for one command of a session at a time.
     *
     * @param command a well-formed command with any verb
     * @param session the connection it came from
     * @return what the host is to send; after {@link Reply.Declined} it closes the connection without an answer
     * @throws RuntimeException if there is no answer; the client then gets {@code 500 TrID} and the session ends
     */
    Reply reply(Command command, Session session);

    /**
     * Tells whether {@link #reply} may wait for something other than the processor. If so, every command of the host is
     * answered on its worker threads, as any handler may decline. Asked once, when the host starts.
     *
     * @return false unless overridden
     */
    default boolean mayBlock() {
        return false;
    }
}
