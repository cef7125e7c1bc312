// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.Explanation.Step;
import java.util.Objects;
import java.util.Optional;

/**
 * The rule behind a decision, and the catalog that contains it.
 *
 * @param catalog the status of the served catalog
 * @param rule the block or the floor that changed the answer, otherwise the matching rule; empty if {@code otherwise}
 *     applied, or if the decision cannot be explained by this catalog
 * @see CatalogPolicy#match
 * @since 0.1
 */
public record RuleMatch(CatalogStatus catalog, Optional<Step> rule) {

    /** Checks that no component is null. */
    public RuleMatch {
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(rule, "rule");
    }
}
