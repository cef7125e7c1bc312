// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict.Advice;
import java.util.List;
import java.util.Optional;

/** An answer, and for whom it is: clients for which every condition holds. */
record Rule(String name, Place place, List<Condition> conditions, Answer answer) {

    Rule {
        conditions = List.copyOf(conditions);
    }

    /** The first condition that does not hold; empty if the rule is for this client. */
    Optional<Condition> findObstacle(ClientProfile client) {
        for (Condition condition : conditions) {
            if (!condition.holds(client)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    Advice adviceFor(ClientProfile client) {
        return answer.adviceFor(client, name);
    }
}
