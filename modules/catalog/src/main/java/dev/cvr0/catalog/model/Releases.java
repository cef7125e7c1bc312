// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.text.LogSafeText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The known clients.
 *
 * @param byLibrary the released versions of each library. Copied
 * @param versions the versions of all libraries
 */
public record Releases(Map<String, Set<ClientVersion>> byLibrary, Set<ClientVersion> versions) {

    /** Collects the versions of all libraries. */
    public Releases(Map<String, Set<ClientVersion>> byLibrary) {
        this(
                Map.copyOf(byLibrary),
                byLibrary.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet()));
    }

    /** Returns the reason why a client is unknown; empty if it is known. */
    Optional<String> validate(ClientProgram program) {
        ClientVersion version = program.version();
        String library = program.library();
        if (version.isReadable() && versions(library).contains(version)) {
            return Optional.empty();
        }
        if (!byLibrary.containsKey(library)) {
            return Optional.of("library " + LogSafeText.quote(library) + " is not listed under releases");
        }
        String subject = "version " + LogSafeText.quote(version.text());
        return Optional.of(
                version.isReadable()
                        ? subject + " of " + LogSafeText.quote(library) + " is not listed under releases"
                        : subject + " cannot be parsed");
    }

    /** Returns the versions of a library; none if it is unknown. */
    public Set<ClientVersion> versions(String library) {
        return byLibrary.getOrDefault(library, Set.of());
    }

    public Set<String> libraries() {
        return byLibrary.keySet();
    }

    /** Returns the number of versions, over all libraries. */
    public int size() {
        return byLibrary.values().stream().mapToInt(Set::size).sum();
    }
}
