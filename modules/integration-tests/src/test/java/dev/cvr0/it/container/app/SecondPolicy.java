// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import jakarta.enterprise.context.ApplicationScoped;

/** A second policy, which makes the dependency of the plugin ambiguous. */
@ApplicationScoped
public class SecondPolicy implements VersionPolicy {

    @Override
    public Verdict decide(ClientProfile client) {
        throw new UnsupportedOperationException("the deployment must fail before this call");
    }
}
