// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;

/**
 * Wraps whichever policy there is: the same advice, and every version is allowed, save to one user. Does not say what that
 * depends on.
 */
@Decorator
@Priority(1)
public abstract class GentleDecorator implements VersionPolicy {

    /** Who is told what the wrapped policy says. */
    public static final String STRICTLY_TREATED = "strict@example.com";

    @Inject
    @Delegate
    VersionPolicy wrapped;

    @Override
    public Verdict decide(ClientProfile client) {
        Verdict verdict = wrapped.decide(client);
        boolean strict = client.userHandle().equals(STRICTLY_TREATED);
        return verdict instanceof Advice advice && !strict ? gentle(advice) : verdict;
    }

    private static Advice gentle(Advice advice) {
        return new Advice(
                advice.recommended(),
                advice.secondRecommended(),
                ClientVersion.of("0.0"),
                advice.downloadUrl(),
                advice.fallbackUrl(),
                advice.reason());
    }
}
