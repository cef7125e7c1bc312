// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

/**
 * One handler's place in a {@link CommandRegistry}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Registration extends AutoCloseable {

    /**
     * Takes out what was registered, and nothing else: a handler that was registered for the same verb later stays.
     * Closing again does nothing. A host that serves allows it.
     */
    @Override
    void close();
}
