// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.house;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;

/**
 * Recommends to each client the version that it runs, so that no client is asked to update. A client whose version cannot
 * be parsed does not reach the policy; {@code cvr0.policy.unknown-clients=echo} treats it alike. The URLs are fixed, never
 * made from a client's text.
 */
public final class EchoPolicy implements VersionPolicy {

    private static final DownloadUrl PAGE = new DownloadUrl("http://messenger.example.org/");

    @Override
    public Verdict decide(ClientProfile client) {
        ClientVersion own = client.program().version();
        return Advice.recommend(own, PAGE).withMinimum(own).withReason("echo");
    }
}
