// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.house;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;

// snippet: blocking
/** Asks somebody else, so it may block: it is called off the host's event loops, and not waited for for ever. */
public final class TablePolicy implements VersionPolicy {

    private final ReleaseTable table;

    public TablePolicy(ReleaseTable table) {
        this.table = table;
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    @Override
    public Verdict decide(ClientProfile client) {
        ClientVersion current = table.current(client.library());
        return new Advice(
                current,
                current,
                current,
                "http://updates.example.org/" + current + ".exe",
                "http://updates.example.org/",
                "release table");
    }
}
// end
