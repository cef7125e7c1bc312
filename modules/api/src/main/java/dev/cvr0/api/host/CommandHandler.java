// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.util.Set;

/**
 * Serves one or more verbs, whichever session they come from.
 *
 * <p>A handler is stateless and safe for use by many threads; what belongs to a connection is kept in the
 * {@link Session}. It never writes to the connection: it returns a value.
 *
 * <p>In a container, every bean of this type is registered with the host's {@link CommandRegistry} by the plugin.
 *
 * @since 0.1
 */
public interface CommandHandler {

    /**
     * The verbs served, asked once, when the handler is registered.
     *
     * @return at least one
     */
    Set<Verb> verbs();

    /**
     * Answers one command. The host calls this for one command of a session at a time, in the order of the lines.
     *
     * @param command a command with one of the {@link #verbs}
     * @param session the connection it came from
     * @return what the host is to send, or {@link Reply.Declined} if this session is none of the handler's business
     * @throws RuntimeException never for anything that a client can send; a host answers {@code 500 TrID} to one and
     *     keeps serving
     */
    Reply handle(Command command, Session session);

    /**
     * Tells whether {@link #handle} may wait for something other than the processor. A host with event loops calls such
     * a handler from another thread. Asked once, when the handler is registered.
     *
     * @return false unless overridden
     */
    default boolean mayBlock() {
        return false;
    }

    /**
     * A handler's name for people to read.
     *
     * @param handler any handler
     * @return the name of its class; of the class behind it if a container made up the class at run time
     */
    static String nameOf(CommandHandler handler) {
        Class<?> type = handler.getClass();
        boolean proxy = type.isSynthetic() || type.getName().contains("$$");
        return proxy && CommandHandler.class.isAssignableFrom(type.getSuperclass())
                ? type.getSuperclass().getName()
                : type.getName();
    }
}
