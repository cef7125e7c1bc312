// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/** Replaces the catalog with constant advice. */
@Alternative
@Priority(1)
@ApplicationScoped
public class FixedPolicy implements VersionPolicy {

    @Override
    public Verdict decide(ClientProfile client) {
        ClientVersion version = ClientVersion.parse("4.2");
        return Advice.recommend(version, new DownloadUrl("http://house.example/get"))
                .withMinimum(version)
                .withFallbackUrl(new DownloadUrl("http://house.example/"))
                .withReason("house rule");
    }
}
