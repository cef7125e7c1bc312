// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import dev.cvr0.api.protocol.Verb;
import java.util.Set;

/**
 * The registration of a handler in a {@link CommandRegistry}.
 *
 * @see CommandRegistry#register
 * @since 0.1
 */
@FunctionalInterface
public interface Registration extends AutoCloseable {

    /**
     * Removes the handler. Only the first call has an effect, so it cannot remove a handler that was registered later
     * for the same verbs. Allowed while the host is serving.
     */
    @Override
    void close();

    /**
     * Returns the verbs whose handler of the host was replaced by this registration. A registry of a host with its own
     * handlers must override this method: the plugin logs that it answers {@code VER} in place of the host, with the
     * dialects of {@link CommandRegistry#dialects()}.
     *
     * @return the replaced verbs; empty if the host had no handler for the verbs
     */
    default Set<Verb> replacedVerbs() {
        return Set.of();
    }
}
