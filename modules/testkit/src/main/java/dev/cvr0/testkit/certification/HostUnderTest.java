// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.transcript.Peer;
import java.util.Map;

/**
 * How the tests reach the host: all that has to be ported. The host runs, with the plugin and its bundled catalogue in
 * it, for as long as the tests do.
 *
 * @since 0.1
 */
public interface HostUnderTest {

    /**
     * The registry that the plugin was given.
     *
     * @return the host's own
     */
    CommandRegistry registry();

    /**
     * The way in for clients: what lines are delivered to and answers come from.
     *
     * @return a peer that makes any number of connections, one after the other; the tests do not close it
     */
    Peer peer();

    /**
     * Where the tests claim to run. A test fails if they run anywhere else.
     *
     * @return the place
     */
    Place place();

    /**
     * What the host runs with. Dialogues that need other settings are left out, and the test says so.
     *
     * @return keys and values as at the head of a transcript, {@code cvr0.dialects} among them; none by default, which
     *     means every default, and a host without a dialect of its own
     */
    default Map<String, String> settings() {
        return Map.of();
    }

    /**
     * Tells whether the host has commands besides those of the plugin before a client has signed in. What becomes of a
     * verb that nobody serves is not tested then.
     *
     * @return false by default: the host closes the connection on any other command
     */
    default boolean hasCommandsOfItsOwn() {
        return false;
    }

    /**
     * How much slower than usual things are here.
     *
     * @return what waiting times are multiplied with, from 0.1 to 1000; 1 by default: five seconds for an answer, 300
     *     milliseconds of silence for a connection that stays open
     */
    default double timeoutFactor() {
        return 1;
    }
}
