// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.condition.Query;
import java.time.Instant;

/** Which version an answer names. */
sealed interface VersionChoice {

    /** What the file calls the client's own version. */
    String OWN = "own";

    ClientVersion forQuery(Query query);

    /** The version that the client runs already. */
    record Own() implements VersionChoice {
        @Override
        public ClientVersion forQuery(Query query) {
            return query.client().clientVersion();
        }
    }

    /** The same version for everybody. */
    record Fixed(ClientVersion version) implements VersionChoice {
        @Override
        public ClientVersion forQuery(Query query) {
            return version;
        }
    }

    /** One version before an instant, and another from then on. */
    record Switched(VersionChoice before, Instant at, VersionChoice after) implements VersionChoice {
        @Override
        public ClientVersion forQuery(Query query) {
            return (query.at().isBefore(at) ? before : after).forQuery(query);
        }
    }
}
