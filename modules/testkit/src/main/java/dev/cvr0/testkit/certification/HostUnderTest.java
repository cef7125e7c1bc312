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

    /** {@return the registry that was given to the plugin} */
    CommandRegistry registry();

    /**
     * {@return the entry point of clients}
     *
     * <p>It accepts at least 17 connections at once, also from several threads. The tests do not close it.
     */
    Peer peer();

    /** {@return the declared place of the tests} A test fails if they run elsewhere. */
    Place place();

    /**
     * {@return the settings of the host, as at the head of a transcript, including {@code cvr0.dialects}}
     *
     * <p>By default empty, for a host with all defaults and without its own dialects. Dialogues that require other settings
     * are skipped with a message.
     */
    default Map<String, String> settings() {
        return Map.of();
    }

    /**
     * {@return whether the host serves commands other than those of the plugin before a client has signed in}
     *
     * <p>If so, the treatment of verbs without a handler is not tested. By default false: the host closes the connection on
     * any other command.
     */
    default boolean hasCommandsOfItsOwn() {
        return false;
    }

    /**
     * {@return the factor for all waiting times, for slow machines: 0.1 to 1000}
     *
     * <p>By default 1: five seconds for an answer, 300 milliseconds of silence for an open connection.
     */
    default double timeoutFactor() {
        return 1;
    }
}
