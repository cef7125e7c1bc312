// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import jakarta.enterprise.context.ApplicationScoped;

/** A policy where there is one already. */
@ApplicationScoped
public class SecondPolicy implements VersionPolicy {

    @Override
    public Verdict decide(ClientProfile client) {
        throw new UnsupportedOperationException("nobody gets as far as this");
    }
}
