// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.transcript.Peer;
import java.util.Map;

/**
 * Gives the tests access to a host. This is the only interface to implement for a host. The host runs with the plugin and
 * the bundled catalog as long as the tests.
 *
 * @since 0.1
 * @see HostCertification
 * @see PolicyCertification
 */
public interface HostUnderTest {

    /** {@return the registry in which the plugin has registered its handlers} */
    CommandRegistry registry();

    /**
     * {@return the entry point of clients}
     *
     * <p>It accepts at least 17 concurrent connections, also from several threads. The tests do not close it.
     */
    Peer peer();

    /** {@return the declared environment of the tests} A test fails if the actual environment is different. */
    TestEnvironment environment();

    /**
     * {@return the settings of the host in the form of a transcript, including {@code cvr0.dialects}}
     *
     * <p>By default empty, for a host with default settings and without other dialects. Dialogues that require other
     * settings are skipped with a message.
     */
    default Map<String, String> settings() {
        return Map.of();
    }

    /**
     * {@return whether the host serves commands other than those of the plugin before a client has signed in}
     *
     * <p>By default false: the host closes the connection on any other command. If true, the handling of verbs without a
     * handler is not tested.
     */
    default boolean servesOtherCommands() {
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
