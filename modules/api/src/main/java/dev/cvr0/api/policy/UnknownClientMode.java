// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.protocol.ClientVersion;

/**
 * What a client gets that the policy does not know.
 *
 * @since 0.1
 */
public enum UnknownClientMode {
    /** It stays unknown, and is refused with 420: the reading of the command's own page. */
    STRICT,
    /**
     * It is recommended the oldest version of all, with its own version as the minimum: the reading of another wiki and
     * of a capture of 2003.
     */
    LENIENT,
    /** It is told its own version three times and never nagged: what most revival servers do. */
    ECHO;

    private static final ClientVersion OLDEST = ClientVersion.of("1.0.0000");

    /**
     * What the unknown client gets.
     *
     * @param unknown the verdict of the policy
     * @param client the client
     * @param downloadUrl the download to name, should the client look for one
     * @param fallbackUrl the page to name, likewise
     * @return the verdict itself in the strict mode, advice in the others
     */
    public Verdict verdictFor(UnknownClient unknown, ClientProfile client, String downloadUrl, String fallbackUrl) {
        ClientVersion own = client.clientVersion();
        return switch (this) {
            case STRICT -> unknown;
            case LENIENT -> new Advice(OLDEST, OLDEST, own, downloadUrl, fallbackUrl, unknown.reason());
            case ECHO -> new Advice(own, own, own, downloadUrl, fallbackUrl, unknown.reason());
        };
    }
}
