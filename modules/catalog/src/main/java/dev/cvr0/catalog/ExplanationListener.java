// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;

/**
 * Receives the explanation of each decision. If a bean of this type exists, {@link CatalogPolicy} records how it
 * decides; without one decisions are not explained.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ExplanationListener {

    /**
     * Receives an explanation, on the thread of the decision and before its verdict is returned. Called by many
     * threads at once.
     *
     * @param client the client
     * @param explanation the verdict that is returned, and each rule that was considered
     */
    void explained(ClientProfile client, Explanation explanation);
}
