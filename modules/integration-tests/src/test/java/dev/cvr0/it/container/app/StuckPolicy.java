// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.concurrent.CountDownLatch;

/** Takes the place of the catalogue and waits for what never comes. */
@Alternative
@Priority(1)
@ApplicationScoped
public class StuckPolicy implements VersionPolicy {

    @Override
    public Verdict decide(ClientProfile client) {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts down");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("given up on", e);
        }
    }

    @Override
    public boolean mayBlock() {
        return true;
    }
}
