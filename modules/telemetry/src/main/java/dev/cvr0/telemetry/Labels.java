// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.policy.Decision;

/** Attribute values from the catalog. A value that the catalog does not contain, such as one from a client, is {@link #OTHER}. */
interface Labels {

    String OTHER = "other";

    /** The labels without a catalog. */
    Labels NONE = new Labels() {
        @Override
        public String library(ClientProgram program) {
            return OTHER;
        }

        @Override
        public String version(ClientProgram program) {
            return OTHER;
        }

        @Override
        public String rule(Decision decision) {
            return OTHER;
        }
    };

    /** Returns the library. */
    String library(ClientProgram program);

    /** Returns the version of a known release, in the spelling of the catalog. */
    String version(ClientProgram program);

    /** Returns the name of the rule that determined the decision. */
    String rule(Decision decision);
}
