// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.dropin;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import jakarta.enterprise.context.ApplicationScoped;

/** A second policy beside the catalog. It is neither an alternative nor a decorator, so the choice is ambiguous. */
@ApplicationScoped
public class SecondPolicy implements VersionPolicy {

    @Override
    public Verdict decide(ClientProfile client) {
        return new Verdict.UnknownClient("no client is known");
    }
}
