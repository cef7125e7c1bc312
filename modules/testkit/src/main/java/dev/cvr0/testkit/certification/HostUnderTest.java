// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.transcript.Peer;
import java.util.Map;

/**
 * The access of the tests to a host: everything that has to be ported. The host, with the plugin and its bundled catalog,
 * runs as long as the tests.
 *
 * @since 0.1
 */
public interface HostUnderTest {

    /**
     * Returns the registry that was given to the plugin.
     *
     * @return the registry of the host
     */
    CommandRegistry registry();

    /**
     * Returns the entry point of clients.
     *
     * @return a peer that accepts at least 17 connections at once, also from several threads; the tests do not close it
     */
    Peer peer();

    /**
     * Returns the declared place of the tests. A test fails if they run elsewhere.
     *
     * @return the place
     */
    Place place();

    /**
     * Returns the settings of the host. Dialogues that require other settings are skipped with a message.
     *
     * @return keys and values as at the head of a transcript, including {@code cvr0.dialects}; by default empty, for a
     *     host with all defaults and without its own dialects
     */
    default Map<String, String> settings() {
        return Map.of();
    }

    /**
     * Tells whether the host serves commands other than those of the plugin before a client has signed in. If so, the
     * treatment of verbs without a handler is not tested.
     *
     * @return false by default: the host closes the connection on any other command
     */
    default boolean hasCommandsOfItsOwn() {
        return false;
    }

    /**
     * Returns the factor for all waiting times, for slow machines.
     *
     * @return 0.1 to 1000, by default 1: five seconds for an answer, 300 milliseconds of silence for an open connection
     */
    default double timeoutFactor() {
        return 1;
    }
}
