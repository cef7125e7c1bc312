// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.opentest4j.TestAbortedException;

/**
 * Reports a part of the certification that does not apply to a host: as an aborted test, or inside a container as a
 * warning in the log, because adapters report an aborted test as a failed one.
 */
final class Skips {

    private static final Logger LOG = System.getLogger("dev.cvr0.testkit");

    private Skips() {}

    static void skip(HostUnderTest host, String reason) {
        if (host.place() == Place.STANDALONE) {
            throw new TestAbortedException("not tested: " + reason);
        }
        LOG.log(Level.WARNING, "CVR0-9001: not tested: {0}", reason);
    }
}
