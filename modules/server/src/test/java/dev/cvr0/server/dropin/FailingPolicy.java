// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.dropin;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/** A policy that always throws an exception whose message has two lines. */
@Alternative
@Priority(1)
@ApplicationScoped
public class FailingPolicy implements VersionPolicy {

    @Override
    public Verdict decide(ClientProfile client) {
        throw new IllegalStateException("first line\r\nsecond line");
    }
}
