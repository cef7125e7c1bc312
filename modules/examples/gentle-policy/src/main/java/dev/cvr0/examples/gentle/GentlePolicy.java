// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.gentle;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Dependence;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.policy.VersionPolicy;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;

// snippet: wrap
/** Takes the advice of the policy it wraps, but forces nobody: the client's own version is always allowed. */
@Decorator
@Priority(100)
public abstract class GentlePolicy implements VersionPolicy {

    private final VersionPolicy wrapped;

    @Inject
    protected GentlePolicy(@Delegate VersionPolicy wrapped) {
        this.wrapped = wrapped;
    }

    @Override
    public Verdict decide(ClientProfile client) {
        Verdict verdict = wrapped.decide(client);
        if (verdict instanceof Advice advice && client.clientVersion().compareTo(advice.minimum()) < 0) {
            return new Advice(
                    advice.recommended(),
                    advice.secondRecommended(),
                    client.clientVersion(),
                    advice.downloadUrl(),
                    advice.fallbackUrl(),
                    advice.reason() + ", not forced");
        }
        return verdict;
    }

    /** What is changed here depends on the client's version only, and programs always count. */
    @Override
    public Dependence dependence() {
        return wrapped.dependence();
    }
}
// end
