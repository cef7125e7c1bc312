// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import java.util.Objects;

/**
 * The decision of a {@link VersionPolicy} about one client.
 *
 * @see Advice
 * @see UnknownClientMode
 * @since 0.1
 */
public sealed interface Verdict permits Advice, Verdict.UnknownClient, Verdict.Refused {

    /**
     * Returns the reason for the operator; it is never sent to the client.
     *
     * @return a sentence or the name of a rule; may be empty
     */
    String reason();

    /**
     * The policy does not know the library or the version, or cannot read the version. The configured
     * {@link UnknownClientMode} applies.
     *
     * @param reason the unknown part, for the operator; may be empty
     */
    record UnknownClient(String reason) implements Verdict {

        /** Checks that the reason is not null. */
        public UnknownClient {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The policy does not serve this client: it gets 420, whatever the mode for unknown clients is.
     *
     * @param reason the reason for the operator; may be empty
     */
    record Refused(String reason) implements Verdict {

        /** Checks that the reason is not null. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
