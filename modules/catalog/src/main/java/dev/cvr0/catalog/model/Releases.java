// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.text.LogSafeText;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The known clients: the released versions of each library. Immutable. */
public final class Releases {

    private final Map<String, Set<ClientVersion>> byLibrary;
    private final Set<ClientVersion> ofAnyLibrary;

    /** Copies the versions of each library. */
    public Releases(Map<String, Set<ClientVersion>> byLibrary) {
        this.byLibrary = byLibrary.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
        this.ofAnyLibrary = byLibrary.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the reason why a client is unknown; empty if it is known. */
    Optional<String> validate(ClientProgram program) {
        ClientVersion version = program.version();
        Set<ClientVersion> known = versions(program.library());
        if (version.isReadable() && known.contains(version)) {
            return Optional.empty();
        }
        if (!hasLibrary(program.library())) {
            return Optional.of("library " + LogSafeText.quote(program.library()) + " is not among the releases");
        }
        return Optional.of("version " + LogSafeText.quote(version.text())
                + (version.isReadable()
                        ? " is not among the releases of " + LogSafeText.quote(program.library())
                        : " cannot be read"));
    }

    /** Tells whether a library is known. */
    public boolean hasLibrary(String library) {
        return byLibrary.containsKey(library);
    }

    /** Tells whether any library was ever released in a version. */
    public boolean hasVersion(ClientVersion version) {
        return ofAnyLibrary.contains(version);
    }

    /** Returns the versions of a library in their order; none if it is unknown. */
    public SortedSet<ClientVersion> history(String library) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(versions(library)));
    }

    /** Returns the versions of all libraries. */
    public Set<ClientVersion> versions() {
        return ofAnyLibrary;
    }

    /** Returns the versions of a library; none if it is unknown. */
    public Set<ClientVersion> versions(String library) {
        return byLibrary.getOrDefault(library, Set.of());
    }

    /** Returns the libraries. */
    public Set<String> libraries() {
        return byLibrary.keySet();
    }

    /** Returns the number of versions, over all libraries. */
    public int size() {
        return byLibrary.values().stream().mapToInt(Set::size).sum();
    }
}
