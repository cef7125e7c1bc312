// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.ClientVersion;

/** A stretch of the order of versions. */
sealed interface VersionSpan {

    boolean contains(ClientVersion version);

    /** One version, however it is written: 5.1 is 5.1.0. */
    record Exactly(ClientVersion version) implements VersionSpan {
        @Override
        public boolean contains(ClientVersion other) {
            return version.equals(other);
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
        public String toString() {
            return "below " + end;
        }
    }

    /** What two spans have in common. */
    record Both(VersionSpan one, VersionSpan other) implements VersionSpan {
        @Override
        public boolean contains(ClientVersion version) {
            return one.contains(version) && other.contains(version);
        }

        @Override
        public String toString() {
            return one + " " + other;
        }
    }
}
