// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.Explanation.DeterminingRule;
import java.util.Objects;
import java.util.Optional;

/**
 * The rule behind a decision, and the catalog that contains it.
 *
 * @param catalog the status of the served catalog
 * @param rule the rule that determined the answer, or {@code otherwise}; empty if none did, or if the decision cannot be
 *     explained by this catalog
 * @see CatalogPolicy#match
 * @since 0.1
 */
public record RuleMatch(CatalogStatus catalog, Optional<DeterminingRule> rule) {

    /** Checks that no component is null. */
    public RuleMatch {
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(rule, "rule");
    }
}
