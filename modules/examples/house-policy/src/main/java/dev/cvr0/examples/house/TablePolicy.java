// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.house;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;

// snippet: blocking
/** Queries another system, so it may block. The plugin calls it on a managed thread, with a timeout. */
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
        ClientVersion current = table.current(client.program().library());
        return Advice.recommend(current, new DownloadUrl("http://updates.example.org/" + current + ".exe"))
                .withMinimum(current)
                .withFallbackUrl(new DownloadUrl("http://updates.example.org/"))
                .withReason("release table");
    }
}
// end
