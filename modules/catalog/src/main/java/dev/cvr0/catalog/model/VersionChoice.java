// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.condition.EvaluationContext;
import java.time.Instant;
import java.util.Optional;

/** The version in an answer. */
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
        return constant().filter(version -> version.compareTo(own) > 0).isPresent();
    }

    /** The client's own version. */
    record Own() implements VersionChoice {
        @Override
        public ClientVersion select(EvaluationContext context) {
            return context.client().program().version();
        }
    }

    /** The same version for every client. */
    record Fixed(ClientVersion version) implements VersionChoice {
        @Override
        public ClientVersion select(EvaluationContext context) {
            return version;
        }
    }

    /** One version before an instant, and another from then on. */
    record Switched(VersionChoice before, Instant at, VersionChoice after) implements VersionChoice {
        @Override
        public ClientVersion select(EvaluationContext context) {
            return (context.at().isBefore(at) ? before : after).select(context);
        }
    }
}
