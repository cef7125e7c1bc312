// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.protocol.ClientVersion;
import java.util.List;
import java.util.stream.Collectors;

/** A stretch of the order of versions. */
public sealed interface VersionSpan {

    /** Tells whether a version lies in it. */
    boolean contains(ClientVersion version);

    /** A version that lies in it. */
    ClientVersion example();

    /** Tells whether all of another stretch lies in it. */
    boolean covers(VersionSpan other);

    /** Tells whether a version can be read and lies in one of some stretches. */
    static boolean anyContains(List<VersionSpan> spans, ClientVersion version) {
        return version.isReadable() && spans.stream().anyMatch(span -> span.contains(version));
    }

    /** Stretches in words. */
    static String text(List<VersionSpan> spans) {
        return spans.stream().map(VersionSpan::toString).collect(Collectors.joining(" or "));
    }

    /** One version, however it is written: 5.1 is 5.1.0. */
    record Exactly(ClientVersion version) implements VersionSpan {
        @Override
        public boolean contains(ClientVersion other) {
            return version.equals(other);
        }

        @Override
        public ClientVersion example() {
            return version;
        }

        @Override
        public boolean covers(VersionSpan other) {
            return equals(other);
        }

        @Override
        public String toString() {
            return version.text();
        }
    }

    /** A version and all later ones. */
    record From(ClientVersion first) implements VersionSpan {
        @Override
        public boolean contains(ClientVersion other) {
            return other.compareTo(first) >= 0;
        }

        @Override
        public ClientVersion example() {
            return first;
        }

        @Override
        public boolean covers(VersionSpan other) {
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
    record Below(ClientVersion end) implements VersionSpan {
        @Override
        public boolean contains(ClientVersion other) {
            return other.compareTo(end) < 0;
        }

        @Override
        public ClientVersion example() {
            return ClientVersion.of("0");
        }

        @Override
        public boolean covers(VersionSpan other) {
            return other instanceof Exactly exactly && contains(exactly.version)
                    || other instanceof Below that && that.end.compareTo(end) <= 0
                    || other instanceof Between between && covers(between.below);
        }

        @Override
        public String toString() {
            return "below " + end;
        }
    }

    /** What two open stretches have in common. */
    record Between(From from, Below below) implements VersionSpan {
        @Override
        public boolean contains(ClientVersion version) {
            return from.contains(version) && below.contains(version);
        }

        @Override
        public ClientVersion example() {
            return from.example();
        }

        @Override
        public boolean covers(VersionSpan other) {
            return from.covers(other) && below.covers(other);
        }

        @Override
        public String toString() {
            return from + " " + below;
        }
    }
}
