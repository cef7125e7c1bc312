// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.ClientVersion;

/** Which version an answer names. */
sealed interface VersionChoice {

    /** What the file calls the client's own version. */
    String OWN = "own";

    ClientVersion forClient(ClientVersion installed);

    /** The version that the client runs already. */
    record Own() implements VersionChoice {
        @Override
        public ClientVersion forClient(ClientVersion installed) {
            return installed;
        }
    }

    /** The same version for everybody. */
    record Fixed(ClientVersion version) implements VersionChoice {
        @Override
        public ClientVersion forClient(ClientVersion installed) {
            return version;
        }
    }
}
