// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.management;

import dev.cvr0.api.policy.Decision;

/**
 * The statistics of the decisions of this server since its start, in bounded memory. Thread-safe; does not block.
 *
 * @since 0.1
 */
public final class DecisionStatistics {

    /** Creates statistics without decisions. */
    public DecisionStatistics() {}

    /**
     * Counts a decision.
     *
     * @param decision the decision
     */
    public void decided(Decision decision) {}
}
