// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.house;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;

/**
 * Recommends the installed version to each client, so that no client is asked to update. The policy is not called for a
 * client whose version cannot be parsed; {@code cvr0.policy.unknown-clients=echo} has the same effect for such a client.
 * The URLs are constant and never contain text of a client.
 */
public final class EchoPolicy implements VersionPolicy {

    private static final DownloadUrl PAGE = new DownloadUrl("http://messenger.example.org/");

    @Override
    public Verdict decide(ClientProfile client) {
        ClientVersion installed = client.program().version();
        return Advice.recommend(installed, PAGE).withMinimum(installed).withReason("echo");
    }
}
