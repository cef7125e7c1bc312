// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.dropin;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import jakarta.enterprise.context.ApplicationScoped;

/** Neither an alternative nor a decorator: beside the catalogue nobody can tell which of the two decides. */
@ApplicationScoped
public class SecondPolicy implements VersionPolicy {

    @Override
    public Verdict decide(ClientProfile client) {
        return new Verdict.UnknownClient("nobody is known");
    }
}
