// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.management;

import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.publication.PublicationStore;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The parts of a server that the management operations need.
 *
 * @param policy the policy of the served catalog
 * @param settings the settings of the catalog, with the trusted keys
 * @param store opens the store of the publications; the caller closes it. Empty if there is none
 * @param folder the folder of the drafts and the audit log
 * @param statistics the statistics of the decisions of this server
 * @since 0.1
 */
public record Management(
        CatalogPolicy policy,
        CatalogSettings settings,
        Optional<Supplier<PublicationStore>> store,
        Path folder,
        DecisionStatistics statistics) {

    /** Checks that no component is null. */
    public Management {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(statistics, "statistics");
    }
}
