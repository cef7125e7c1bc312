// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.condition.EvaluationContext;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The version in an answer. Its text is that of a catalog file. */
public sealed interface VersionChoice {

    /** Returns the version for a client at a time. */
    ClientVersion select(EvaluationContext context);

    /** Returns the version if it is the same for every client at every time. */
    default Optional<ClientVersion> constant() {
        return this instanceof Fixed fixed ? Optional.of(fixed.version) : Optional.empty();
    }

    /** Tells whether this can be later than the version of the client itself. */
    default boolean canExceed(ClientVersion own) {
        if (this instanceof Switched switched) {
            return switched.before.canExceed(own) || switched.after.canExceed(own);
        }
        if (this instanceof BehindLatest behind) {
            return behind.recommended.canExceed(own);
        }
        return constant().filter(version -> version.compareTo(own) > 0).isPresent();
    }

    /** The client's own version. */
    record Own() implements VersionChoice {
        @Override
        public ClientVersion select(EvaluationContext context) {
            return context.client().program().version();
        }

        @Override
        public String toString() {
            return "own";
        }
    }

    /** The same version for every client. */
    record Fixed(ClientVersion version) implements VersionChoice {
        @Override
        public ClientVersion select(EvaluationContext context) {
            return version;
        }

        @Override
        public String toString() {
            return version.text();
        }
    }

    /**
     * A number of releases before the newest release of the client's library that is not newer than the recommended version.
     * The oldest release if there are fewer.
     */
    record BehindLatest(VersionChoice recommended, int releases, Releases known) implements VersionChoice {
        @Override
        public ClientVersion select(EvaluationContext context) {
            List<ClientVersion> sorted = known.sorted(context.client().program().library());
            int found = Collections.binarySearch(sorted, recommended.select(context));
            int latest = found >= 0 ? found : -found - 2;
            // Unknown clients keep their version.
            return latest < 0 ? context.client().program().version() : sorted.get(Math.max(0, latest - releases));
        }

        @Override
        public String toString() {
            return "latest - " + releases + (releases == 1 ? " release" : " releases");
        }
    }

    /** One version before an instant, and another from then on. */
    record Switched(VersionChoice before, Instant at, VersionChoice after) implements VersionChoice {
        @Override
        public ClientVersion select(EvaluationContext context) {
            return (context.at().isBefore(at) ? before : after).select(context);
        }

        @Override
        public String toString() {
            return before + ", force-from: " + at;
        }
    }
}
