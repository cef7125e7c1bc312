// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.catalog.condition.Sketch;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The known clients: each library with the versions it was ever released in. */
final class Releases {

    private final Map<String, Set<ClientVersion>> byLibrary;
    private final Set<ClientVersion> ofAnyLibrary;

    Releases(Map<String, Set<ClientVersion>> byLibrary) {
        this.byLibrary = byLibrary.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
        this.ofAnyLibrary = byLibrary.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** Says why a client is unknown; empty if it is known. */
    Optional<String> findFault(ClientProfile client) {
        ClientVersion version = client.clientVersion();
        if (!hasLibrary(client.library())) {
            return Optional.of("library " + Excerpt.quote(client.library()) + " is not among the releases");
        }
        if (!version.isReadable()) {
            return Optional.of("version " + Excerpt.quote(version.text()) + " cannot be read");
        }
        return has(client.library(), version)
                ? Optional.empty()
                : Optional.of("version " + Excerpt.quote(version.text()) + " is not among the releases of "
                        + Excerpt.quote(client.library()));
    }

    boolean hasLibrary(String library) {
        return byLibrary.containsKey(library);
    }

    boolean has(String library, ClientVersion version) {
        return versions(library).contains(version);
    }

    /** Tells whether any library was ever released in a version. */
    boolean hasVersion(ClientVersion version) {
        return ofAnyLibrary.contains(version);
    }

    /** The versions of a library in their order; none if it is not known. */
    SortedSet<ClientVersion> history(String library) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(versions(library)));
    }

    /** The versions of all libraries. */
    Set<ClientVersion> versions() {
        return ofAnyLibrary;
    }

    /** The versions of a library; none if it is not known. */
    Set<ClientVersion> versions(String library) {
        return byLibrary.getOrDefault(library, Set.of());
    }

    /** A client of each of them. */
    Stream<Sketch> all() {
        return byLibrary.keySet().stream()
                .sorted()
                .flatMap(library -> history(library).stream().map(version -> Sketch.of(library, version)));
    }

    Set<String> libraries() {
        return byLibrary.keySet();
    }

    int size() {
        return byLibrary.values().stream().mapToInt(Set::size).sum();
    }
}
