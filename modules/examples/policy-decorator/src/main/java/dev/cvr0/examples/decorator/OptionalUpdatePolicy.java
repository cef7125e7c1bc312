// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.decorator;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;

// snippet: wrap
/** Returns the advice of the wrapped policy, but allows the installed version, so that an update is never required. */
@Decorator
@Priority(100)
public abstract class OptionalUpdatePolicy implements VersionPolicy {

    private final VersionPolicy wrapped;

    @Inject
    protected OptionalUpdatePolicy(@Delegate VersionPolicy wrapped) {
        this.wrapped = wrapped;
    }

    @Override
    public Verdict decide(ClientProfile client) {
        ClientVersion installed = client.program().version();
        Verdict verdict = wrapped.decide(client);
        return verdict instanceof Advice advice && installed.compareTo(advice.minimum()) < 0
                ? advice.withMinimum(installed).withReason(advice.reason() + ", update not required")
                : verdict;
    }
}
// end
