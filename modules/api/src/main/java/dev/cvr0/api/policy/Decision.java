// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import java.util.Objects;

/**
 * The CDI event for every answered request, fired before the answer is sent.
 *
 * <p>Observers run on the answering thread and must not block. Their exceptions are logged and have no other effect.
 *
 * @param client the client
 * @param verdict the verdict after the mode for unknown clients and the fallback advice were applied
 * @see VersionPolicy
 * @since 0.1
 */
public record Decision(ClientProfile client, Verdict verdict) {

    /** Checks that no component is null. */
    public Decision {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(verdict, "verdict");
    }
}
