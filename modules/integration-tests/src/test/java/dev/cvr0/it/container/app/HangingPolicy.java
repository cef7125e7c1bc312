// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.concurrent.CountDownLatch;

/** Replaces the catalog, and waits until it is interrupted. */
@Alternative
@Priority(1)
@ApplicationScoped
public class HangingPolicy implements VersionPolicy {

    @Override
    public Verdict decide(ClientProfile client) {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("the latch has no other user");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public boolean mayBlock() {
        return true;
    }
}
