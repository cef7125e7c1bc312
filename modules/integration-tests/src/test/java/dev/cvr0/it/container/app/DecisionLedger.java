// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import dev.cvr0.api.policy.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what it is told of decisions. */
@ApplicationScoped
public class DecisionLedger {

    private final Queue<Decision> decisions = new ConcurrentLinkedQueue<>();

    void enter(@Observes Decision decision) {
        decisions.add(decision);
    }

    /**
     * What was decided.
     *
     * @return a copy, in the order of the decisions
     */
    public List<Decision> decisions() {
        return List.copyOf(decisions);
    }
}
