// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.opentest4j.TestAbortedException;

/**
 * What is not tested with this host, and why. A test runner shows it as a test that was aborted. From inside a server,
 * adapters report an aborted test as a failed one: there it goes to the server's log, as a warning.
 */
final class LeftOut {

    private static final Logger LOG = System.getLogger("dev.cvr0.testkit");

    private LeftOut() {}

    static void because(HostUnderTest host, String reason) {
        if (host.place() != Place.SERVER) {
            throw new TestAbortedException("not tested: " + reason);
        }
        LOG.log(Level.WARNING, "CVR0-9001: not tested: {0}", reason);
    }

    /** Runs a test of what becomes of a verb that nobody serves. */
    static void ifCommandsAreOwn(HostUnderTest host, Runnable test) {
        if (host.hasCommandsOfItsOwn()) {
            because(host, "what becomes of a verb that nobody serves, since this host has commands of its own");
        } else {
            test.run();
        }
    }
}
