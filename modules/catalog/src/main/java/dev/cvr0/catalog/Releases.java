// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.ClientVersion;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The known clients: each library with the versions it was ever released in. */
record Releases(Map<String, Set<ClientVersion>> versions) {

    Releases {
        versions = versions.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }

    /** Says why a client is unknown; empty if it is known. */
    Optional<String> findFault(ClientProfile client) {
        ClientVersion version = client.clientVersion();
        if (!hasLibrary(client.library())) {
            return Optional.of("library " + Quoted.quote(client.library()) + " is not among the releases");
        }
        if (!version.isReadable()) {
            return Optional.of("version " + Quoted.quote(version.text()) + " cannot be read");
        }
        return versions.get(client.library()).contains(version)
                ? Optional.empty()
                : Optional.of("version " + Quoted.quote(version.text()) + " is not among the releases of "
                        + Quoted.quote(client.library()));
    }

    boolean hasLibrary(String library) {
        return versions.containsKey(library);
    }

    /** Tells whether any library was ever released in a version. */
    boolean hasVersion(ClientVersion version) {
        return versions.values().stream().anyMatch(released -> released.contains(version));
    }

    int size() {
        return versions.values().stream().mapToInt(Set::size).sum();
    }
}
