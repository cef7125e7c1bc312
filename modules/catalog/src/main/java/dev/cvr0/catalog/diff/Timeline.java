// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.diff;

import dev.cvr0.api.policy.ClientProfile;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * The differences of the answers over time.
 *
 * @param transitions the instants at which differences begin, change or end, with these differences
 * @param complete false if some later instants were not compared, because there are too many
 * @since 0.1
 */
public record Timeline(SortedMap<Instant, Transition> transitions, boolean complete) {

    /**
     * The differences that begin, change or end at an instant.
     *
     * @param changes the differences that begin or change. Copied
     * @param ended the clients whose answers differed before, and no longer differ. Copied
     */
    public record Transition(List<CatalogDiff.Change> changes, List<ClientProfile> ended) {

        /** Copies the lists. */
        public Transition {
            changes = List.copyOf(changes);
            ended = List.copyOf(ended);
        }
    }
}
