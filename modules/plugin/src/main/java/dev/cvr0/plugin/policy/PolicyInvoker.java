// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.policy;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.plugin.settings.PolicySettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Calls the version policy without blocking the caller. */
@FunctionalInterface
interface PolicyInvoker extends AutoCloseable {

    /**
     * Calls the policy.
     *
     * @param client the client
     * @return the verdict; fails with {@link PolicyFailure} and no other exception
     */
    CompletionStage<Verdict> invoke(ClientProfile client);

    /** Fails the pending calls. */
    @Override
    default void close() {
        // a direct call has nothing to release
    }

    /** Returns an invoker that calls the policy on the calling thread or, if the policy may block, in a pool. */
    static PolicyInvoker of(VersionPolicy policy, PolicySettings settings) {
        return policy.mayBlock() ? new PolicyPool(policy, settings) : direct(policy);
    }

    /** Returns an invoker that calls the policy on the calling thread. */
    static PolicyInvoker direct(VersionPolicy policy) {
        return client -> invokeDirectly(policy, client);
    }

    private static CompletionStage<Verdict> invokeDirectly(VersionPolicy policy, ClientProfile client) {
        try {
            return CompletableFuture.completedStage(requireVerdict(policy.decide(client)));
        } catch (PolicyFailure e) {
            return CompletableFuture.failedStage(e);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return CompletableFuture.failedStage(new PolicyFailure("it threw " + e, e));
        }
    }

    /** Checks the result of third-party code. */
    @SuppressWarnings("ConstantValue")
    static Verdict requireVerdict(Verdict verdict) {
        if (verdict == null) {
            throw new PolicyFailure("it returned null");
        }
        return verdict;
    }
}
