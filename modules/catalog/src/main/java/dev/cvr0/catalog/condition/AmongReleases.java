// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.protocol.ClientVersion;
import java.util.Optional;
import java.util.Set;

/**
 * Holds for a known client with one of several versions.
 *
 * @param releases the wanted versions among all known ones. Copied
 * @param wanted the versions as they are written in the file
 */
public record AmongReleases(Set<ClientVersion> releases, String wanted) implements Condition {

    public AmongReleases {
        releases = Set.copyOf(releases);
    }

    @Override
    public String key() {
        return WithinVersions.Field.CLIENT_VERSION.key();
    }

    @Override
    public boolean holds(EvaluationContext context) {
        return releases.contains(context.client().program().version());
    }

    @Override
    public String found(EvaluationContext context) {
        return context.client().program().version().text();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof AmongReleases that && releases.containsAll(that.releases);
    }

    @Override
    public Optional<Set<?>> keys(ClientAttribute attribute) {
        return attribute == ClientAttribute.CLIENT_VERSION ? Optional.of(releases) : Optional.empty();
    }
}
