// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.transcript.Peer;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
     * {@return the settings of the plugin in the form of a transcript}
     *
     * <p>By default empty, for default settings. Dialogues that require other settings are reported as not tested.
     */
    default Map<String, String> settings() {
        return Map.of();
    }

    /**
     * {@return the dialects of the host, best first, as its registry returns them}
     *
     * <p>By default empty. Unlike {@link #registry()}, this method and the following ones are also called outside the
     * container, to report which statements are not tested.
     */
    default List<String> dialects() {
        return List.of();
    }

    /**
     * {@return the verbs that the host handles itself before a client has signed in, such as {@code USR}}
     *
     * <p>By default empty: the host closes the connection on any verb without a handler. Otherwise the handling of such
     * verbs is not tested. With {@code CVR}, the host must answer CVR in sessions with its own dialects.
     */
    default Set<String> ownCommands() {
        return Set.of();
    }

    /**
     * {@return whether the registry accepts handlers while the host is running}
     *
     * <p>By default true. If false, the tests that register a handler are reported as not tested.
     */
    default boolean acceptsHandlers() {
        return true;
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
