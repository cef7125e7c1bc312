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
        public ClientLabels client(ClientProgram program) {
            return ClientLabels.OTHER;
        }

        @Override
        public String rule(Decision decision) {
            return Labels.OTHER;
        }
    };

    /**
     * The labels of a client.
     *
     * @param library the library
     * @param version the version of a known release, in the spelling of the catalog
     */
    record ClientLabels(String library, String version) {

        static final ClientLabels OTHER = new ClientLabels(Labels.OTHER, Labels.OTHER);
    }

    /** Returns the labels of a client. */
    ClientLabels client(ClientProgram program);

    /** Returns the name of the rule that determined the decision. */
    String rule(Decision decision);
}
