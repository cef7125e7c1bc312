// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import dev.cvr0.api.protocol.ClientVersion;
import java.util.Objects;

/**
 * What a {@link VersionPolicy} decided.
 *
 * @since 0.1
 */
public sealed interface Verdict {

    /**
     * Why it was decided so, for the operator; never sent to the client.
     *
     * @return a sentence or the name of a rule; may be empty
     */
    String reason();

    /**
     * The client is told which version to run.
     *
     * <p>The texts go to the wire as one parameter each. They are checked before they are sent, and advice that cannot
     * be sent counts as a failed policy.
     *
     * @param recommended the version to run
     * @param secondRecommended usually the same; the source of the protocol guesses at a maximum version
     * @param minimum the least version allowed, inclusive
     * @param downloadUrl where the recommended version is, an absolute http, https or ftp URL
     * @param fallbackUrl the page to open when the download fails, likewise
     * @param reason why, for the operator; may be empty
     */
    record Advice(
            ClientVersion recommended,
            ClientVersion secondRecommended,
            ClientVersion minimum,
            String downloadUrl,
            String fallbackUrl,
            String reason)
            implements Verdict {

        /** Checks that nothing is missing. */
        public Advice {
            Objects.requireNonNull(recommended, "recommended");
            Objects.requireNonNull(secondRecommended, "secondRecommended");
            Objects.requireNonNull(minimum, "minimum");
            Objects.requireNonNull(downloadUrl, "downloadUrl");
            Objects.requireNonNull(fallbackUrl, "fallbackUrl");
            Objects.requireNonNull(reason, "reason");
        }

        /**
         * How urgent this advice is to a client, by the comparison that clients make themselves.
         *
         * @param installed the version that the client runs
         * @return the urgency; of a version that cannot be read, what its place before all others gives
         */
        public Urgency urgencyFor(ClientVersion installed) {
            if (installed.compareTo(minimum) < 0) {
                return Urgency.REQUIRED;
            }
            return installed.compareTo(recommended) < 0 ? Urgency.RECOMMENDED : Urgency.UP_TO_DATE;
        }
    }

    /**
     * The policy does not know the library, or the version, or cannot read the version. What becomes of the client is
     * the {@link UnknownClientMode} that is configured.
     *
     * @param reason what is unknown, for the operator; may be empty
     */
    record UnknownClient(String reason) implements Verdict {

        /** Checks that nothing is missing. */
        public UnknownClient {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The client is turned away with 420, whatever the mode for unknown clients is: the policy does not serve it.
     *
     * @param reason why, for the operator; may be empty
     */
    record Refused(String reason) implements Verdict {

        /** Checks that nothing is missing. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
