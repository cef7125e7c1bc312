// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import dev.cvr0.api.protocol.Verb;

/**
 * Thrown when a handler is registered for a verb that already has one.
 *
 * @see CommandRegistry#register
 * @since 0.1
 */
public class DuplicateVerbException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String verb;

    /**
     * Creates an exception that names the verb and both handlers.
     *
     * @param verb the verb
     * @param registered the handler that is registered
     * @param rejected the handler that was rejected
     */
    public DuplicateVerbException(Verb verb, CommandHandler registered, CommandHandler rejected) {
        super("verb " + verb + " already has the handler " + CommandHandler.nameOf(registered) + ", so "
                + CommandHandler.nameOf(rejected) + " cannot be registered: remove one of them");
        this.verb = verb.name();
    }

    /** {@return the verb that has two handlers} */
    public Verb verb() {
        return new Verb(verb);
    }
}
