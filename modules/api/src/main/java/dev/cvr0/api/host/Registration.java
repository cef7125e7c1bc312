// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

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
}
