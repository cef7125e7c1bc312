// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.text.LogSafeText;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The known clients.
 *
 * @param byLibrary the released versions of each library. Copied
 * @param versions the versions of all libraries
 * @param sortedByLibrary the released versions of each library in ascending order
 */
public record Releases(
        Map<String, Set<ClientVersion>> byLibrary,
        Set<ClientVersion> versions,
        Map<String, List<ClientVersion>> sortedByLibrary) {

    /** The releases of a file that does not list them. */
    public static final Releases NOT_GIVEN = new Releases(Map.of());

    /** Collects the versions of all libraries. */
    public Releases(Map<String, Set<ClientVersion>> byLibrary) {
        this(
                Map.copyOf(byLibrary),
                byLibrary.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet()),
                byLibrary.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey,
                                library -> library.getValue().stream().sorted().toList())));
    }

    /** Returns the versions of a library in ascending order; none if it is unknown. */
    List<ClientVersion> sorted(String library) {
        return sortedByLibrary.getOrDefault(library, List.of());
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

    /** Tells whether the file lists releases; if not, errors about versions and libraries would be misleading. */
    @SuppressWarnings("ReferenceEquality") // an empty list in the file is not the missing list
    public boolean areGiven() {
        return this != NOT_GIVEN;
    }

    /** Returns the versions of a library; none if it is unknown. */
    public Set<ClientVersion> versions(String library) {
        return byLibrary.getOrDefault(library, Set.of());
    }

    public Set<String> libraries() {
        return byLibrary.keySet();
    }

    /** Returns a client of a release, with frequent values of its other attributes. */
    public static ClientProfile client(String library, ClientVersion version) {
        return new ClientProfile(
                new ClientProgram(new Lcid(0x0409), "winnt", "5.1", "i386", library, version, ""),
                "user@example.com",
                List.of(),
                InetAddress.getLoopbackAddress());
    }

    /** Returns a client for each release, in the order of libraries and versions. */
    public Stream<ClientProfile> clients() {
        return new TreeMap<>(byLibrary)
                .entrySet().stream()
                        .flatMap(library ->
                                library.getValue().stream().sorted().map(version -> client(library.getKey(), version)));
    }

    /** Returns the number of versions, over all libraries. */
    public int size() {
        return byLibrary.values().stream().mapToInt(Set::size).sum();
    }
}
