// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.protocol.ClientVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A range of versions.
 *
 * @param from the first version; empty if unbounded
 * @param below the first version after the range; empty if unbounded
 * @param single whether the range has only the first version; 5.1 and 5.1.0 are the same version
 */
public record VersionRange(Optional<ClientVersion> from, Optional<ClientVersion> below, boolean single) {

    private static final ClientVersion LOWEST = ClientVersion.parse("0");

    public static VersionRange of(ClientVersion version) {
        return new VersionRange(Optional.of(version), Optional.empty(), true);
    }

    /** Tells whether a version can be parsed and is in one of several ranges. */
    public static boolean anyContains(List<VersionRange> ranges, ClientVersion version) {
        return version.isReadable() && ranges.stream().anyMatch(range -> range.contains(version));
    }

    public static String text(List<VersionRange> ranges) {
        return ranges.stream().map(VersionRange::toString).collect(Collectors.joining(" or "));
    }

    private boolean contains(ClientVersion version) {
        return single
                ? version.equals(from.get())
                : (from.isEmpty() || version.compareTo(from.get()) >= 0)
                        && (below.isEmpty() || version.compareTo(below.get()) < 0);
    }

    /** Returns the first version of the range, and the first one after it if it is bounded. */
    public List<ClientVersion> bounds() {
        Optional<ClientVersion> after = single ? from.map(VersionRange::successor) : below;
        return Stream.concat(Stream.of(example()), after.stream()).toList();
    }

    // Versions of systems do not have as many components.
    private static ClientVersion successor(ClientVersion version) {
        return ClientVersion.parse(version.text() + ".0.0.0.1");
    }

    ClientVersion example() {
        return from.orElse(LOWEST);
    }

    /** Tells whether this range contains all versions of another one. */
    boolean covers(VersionRange other) {
        if (single || other.single) {
            return other.single && contains(other.from.get());
        }
        return from.map(first -> other.from.isPresent() && other.from.get().compareTo(first) >= 0)
                        .orElse(true)
                && below.map(end -> other.below.isPresent() && other.below.get().compareTo(end) <= 0)
                        .orElse(true);
    }

    @Override
    public String toString() {
        if (single) {
            return from.get().text();
        }
        String first = from.map(version -> "from " + version).orElse("");
        return below.map(end -> first + " below " + end).orElse(first).strip();
    }
}
