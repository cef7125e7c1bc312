// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.protocol.ClientVersion;

/**
 * The answer to a client that the policy does not know.
 *
 * @see Verdict.UnknownClient
 * @since 0.1
 */
public enum UnknownClientMode {
    /** Refuses the client with 420, as the protocol documentation specifies. */
    STRICT,
    /**
     * Recommends the oldest version, with the client's version as the minimum. Documented by a second wiki and seen in a
     * capture of 2003.
     */
    LENIENT,
    /** Answers the client's version three times, as most revival servers do: the client never sees an update. */
    ECHO;

    /**
     * Returns the verdict that applies to an unknown client.
     *
     * @param unknown the verdict of the policy
     * @param client the client
     * @param downloadUrl the download URL of the advice
     * @param fallbackUrl the fallback URL of the advice
     * @return the given verdict in the strict mode, advice in the others. Also the given verdict if the version of the
     *     client is so long that the advice does not fit in one line: a client cannot cause a failure of the policy
     */
    public Verdict verdictFor(
            UnknownClient unknown, ClientProfile client, DownloadUrl downloadUrl, DownloadUrl fallbackUrl) {
        try {
            return verdict(unknown, client.program().version(), downloadUrl, fallbackUrl);
        } catch (IllegalArgumentException tooLong) {
            return unknown;
        }
    }

    private Verdict verdict(
            UnknownClient unknown, ClientVersion own, DownloadUrl downloadUrl, DownloadUrl fallbackUrl) {
        return switch (this) {
            case STRICT -> unknown;
            case LENIENT ->
                new Advice(ClientVersion.OLDEST, ClientVersion.OLDEST, own, downloadUrl, fallbackUrl, unknown.reason());
            case ECHO -> new Advice(own, own, own, downloadUrl, fallbackUrl, unknown.reason());
        };
    }
}
