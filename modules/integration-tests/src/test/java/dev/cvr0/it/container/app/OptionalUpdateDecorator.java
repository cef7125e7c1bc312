// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;

/** Allows all versions, except for one user. */
@Decorator
@Priority(1)
public abstract class OptionalUpdateDecorator implements VersionPolicy {

    /** The user handle for which the verdict of the wrapped policy is unchanged. */
    public static final String UNCHANGED_USER = "unchanged@example.com";

    @Inject
    @Delegate
    VersionPolicy wrapped;

    @Override
    public Verdict decide(ClientProfile client) {
        Verdict verdict = wrapped.decide(client);
        boolean unchanged = client.userHandle().equals(UNCHANGED_USER);
        return verdict instanceof Advice advice && !unchanged
                ? advice.withMinimum(ClientVersion.parse("0.0"))
                : verdict;
    }
}
