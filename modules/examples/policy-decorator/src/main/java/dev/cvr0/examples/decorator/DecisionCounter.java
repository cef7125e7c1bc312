// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.decorator;

import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Decision.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

// snippet: observe
/** Counts decisions by outcome. An observer runs on the thread that answers the client, so it must not block. */
@ApplicationScoped
public class DecisionCounter {

    private final Map<Outcome, LongAdder> counts = new ConcurrentHashMap<>();

    void count(@Observes Decision decision) {
        counts.computeIfAbsent(decision.outcome(), outcome -> new LongAdder()).increment();
    }

    public long count(Outcome outcome) {
        return counts.getOrDefault(outcome, new LongAdder()).sum();
    }
}
// end
