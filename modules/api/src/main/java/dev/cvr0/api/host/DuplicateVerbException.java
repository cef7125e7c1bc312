// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import dev.cvr0.api.protocol.Verb;

/**
 * Two handlers claim one verb.
 *
 * @since 0.1
 */
public class DuplicateVerbException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Names the verb and both handlers.
     *
     * @param verb the verb that is claimed twice
     * @param registered the handler that has it
     * @param rejected the handler that came too late
     */
    public DuplicateVerbException(Verb verb, CommandHandler registered, CommandHandler rejected) {
        super("verb " + verb + " is served by " + CommandHandler.nameOf(registered) + " and cannot be served by "
                + CommandHandler.nameOf(rejected) + " as well: remove one of them");
    }
}
