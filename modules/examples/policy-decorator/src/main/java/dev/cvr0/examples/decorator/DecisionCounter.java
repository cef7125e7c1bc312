// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.decorator;

import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.LongAdder;

// snippet: observe
/** Counts decisions. An observer runs on the thread that answers the client, so it must not block. */
@ApplicationScoped
public class DecisionCounter {

    private final LongAdder advised = new LongAdder();
    private final LongAdder unknown = new LongAdder();

    void count(@Observes Decision decision) {
        (decision.verdict() instanceof UnknownClient ? unknown : advised).increment();
    }

    public long advised() {
        return advised.sum();
    }

    public long unknown() {
        return unknown.sum();
    }
}
// end
