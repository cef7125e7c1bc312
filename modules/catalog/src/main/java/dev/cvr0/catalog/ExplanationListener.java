// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;

/**
 * Receives the explanation of each decision. {@link CatalogPolicy} explains its decisions only if a bean of this type
 * exists.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ExplanationListener {

    /**
     * Receives an explanation, on the thread of the decision, before the verdict is returned. Called concurrently by many
     * threads.
     *
     * @param client the client
     * @param explanation the verdict with the considered rules
     */
    void explained(ClientProfile client, Explanation explanation);
}
