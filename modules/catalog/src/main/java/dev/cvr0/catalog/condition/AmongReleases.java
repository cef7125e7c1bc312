// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.protocol.ClientVersion;
import java.util.Optional;
import java.util.Set;

/**
 * Holds for a known client whose version is one of some.
 *
 * @param releases all known versions that are wanted
 * @param wanted how the file says which
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
    public boolean holds(Query query) {
        return releases.contains(query.client().clientVersion());
    }

    @Override
    public String found(Query query) {
        return query.client().clientVersion().text();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof AmongReleases that && releases.containsAll(that.releases);
    }

    @Override
    public Optional<Set<?>> keys(Facet facet) {
        return facet == Facet.CLIENT_VERSION ? Optional.of(releases) : Optional.empty();
    }
}
