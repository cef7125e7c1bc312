// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import dev.cvr0.api.policy.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Records decisions. */
@ApplicationScoped
public class DecisionRecorder {

    private final Queue<Decision> decisions = new ConcurrentLinkedQueue<>();

    void record(@Observes Decision decision) {
        decisions.add(decision);
    }

    /**
     * Returns the recorded decisions.
     *
     * @return a copy, oldest first
     */
    public List<Decision> decisions() {
        return List.copyOf(decisions);
    }
}
