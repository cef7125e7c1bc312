// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.protocol.ClientVersion;
import java.util.List;
import java.util.stream.Collectors;

/** A range of versions. */
public sealed interface VersionRange {

    /** Tells whether a version lies in this range. */
    boolean contains(ClientVersion version);

    /** Returns a version in this range. */
    ClientVersion example();

    /** Tells whether all of another range lies in this one. */
    boolean covers(VersionRange other);

    /** Tells whether a version is readable and lies in one of several ranges. */
    static boolean anyContains(List<VersionRange> ranges, ClientVersion version) {
        return version.isReadable() && ranges.stream().anyMatch(range -> range.contains(version));
    }

    /** Returns the ranges in words. */
    static String text(List<VersionRange> ranges) {
        return ranges.stream().map(VersionRange::toString).collect(Collectors.joining(" or "));
    }

    /** One version, however it is written: 5.1 is 5.1.0. */
    record Exactly(ClientVersion version) implements VersionRange {
        @Override
        public boolean contains(ClientVersion other) {
            return version.equals(other);
        }

        @Override
        public ClientVersion example() {
            return version;
        }

        @Override
        public boolean covers(VersionRange other) {
            return equals(other);
        }

        @Override
        public String toString() {
            return version.text();
        }
    }

    /** A version and all later ones. */
    record From(ClientVersion first) implements VersionRange {
        @Override
        public boolean contains(ClientVersion other) {
            return other.compareTo(first) >= 0;
        }

        @Override
        public ClientVersion example() {
            return first;
        }

        @Override
        public boolean covers(VersionRange other) {
            return other instanceof Exactly exactly && contains(exactly.version)
                    || other instanceof From that && contains(that.first)
                    || other instanceof Between between && covers(between.from);
        }

        @Override
        public String toString() {
            return "from " + first;
        }
    }

    /** All versions before one. */
    record Below(ClientVersion end) implements VersionRange {
        @Override
        public boolean contains(ClientVersion other) {
            return other.compareTo(end) < 0;
        }

        @Override
        public ClientVersion example() {
            return ClientVersion.parse("0");
        }

        @Override
        public boolean covers(VersionRange other) {
            return other instanceof Exactly exactly && contains(exactly.version)
                    || other instanceof Below that && that.end.compareTo(end) <= 0
                    || other instanceof Between between && covers(between.below);
        }

        @Override
        public String toString() {
            return "below " + end;
        }
    }

    /** The intersection of two open ranges. */
    record Between(From from, Below below) implements VersionRange {
        @Override
        public boolean contains(ClientVersion version) {
            return from.contains(version) && below.contains(version);
        }

        @Override
        public ClientVersion example() {
            return from.example();
        }

        @Override
        public boolean covers(VersionRange other) {
            return from.covers(other) && below.covers(other);
        }

        @Override
        public String toString() {
            return from + " " + below;
        }
    }
}
