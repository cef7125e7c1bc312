// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.host.CommandHandler;
import java.util.Objects;

/**
 * A handler in the registry, with what it said of itself when it was registered.
 *
 * @param handler the handler
 * @param mayBlock what {@link CommandHandler#mayBlock} answered
 * @since 0.1
 */
public record RegisteredHandler(CommandHandler handler, boolean mayBlock) {

    /** Checks that nothing is missing. */
    public RegisteredHandler {
        Objects.requireNonNull(handler, "handler");
    }

    /**
     * The handler's name for people to read.
     *
     * @return the name of its class; of the class behind it if a container made up the class at run time
     */
    public String name() {
        return CommandHandler.nameOf(handler);
    }
}
