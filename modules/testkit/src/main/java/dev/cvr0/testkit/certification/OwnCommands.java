// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import org.opentest4j.TestAbortedException;

/** What a host does with verbs of its own is its own affair. */
final class OwnCommands {

    private OwnCommands() {}

    static void leaveOutFor(HostUnderTest host) {
        if (host.hasCommandsOfItsOwn()) {
            throw new TestAbortedException("not tested: this host has commands of its own");
        }
    }
}
