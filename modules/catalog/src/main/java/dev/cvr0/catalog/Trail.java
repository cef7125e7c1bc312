// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import java.util.ArrayList;
import java.util.List;

/** Is told of every rule that a decision looks at, in order. */
interface Trail {

    /** Keeps nothing. */
    Trail NONE = new Trail() {
        @Override
        public void matched(Rule rule) {}

        @Override
        public void missed(Rule rule, Condition obstacle) {}
    };

    void matched(Rule rule);

    void missed(Rule rule, Condition obstacle);

    /** Keeps a step for each rule. For one client and one thread. */
    record Kept(ClientProfile client, List<Explanation.Step> steps) implements Trail {

        Kept(ClientProfile client) {
            this(client, new ArrayList<>());
        }

        @Override
        public void matched(Rule rule) {
            steps.add(new Explanation.Step(rule.name(), rule.place(), new Explanation.Matched()));
        }

        @Override
        public void missed(Rule rule, Condition obstacle) {
            ProfileField field = obstacle.field();
            steps.add(new Explanation.Step(
                    rule.name(),
                    rule.place(),
                    new Explanation.Missed(field.key(), obstacle.wanted(), field.of(client))));
        }
    }
}
