// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import java.util.Objects;

/**
 * Fired as a CDI event for every question that was answered, once the answer stands and before it is sent.
 *
 * <p>Observers run on the thread that answers and must not wait. What they throw is logged and changes nothing.
 *
 * @param client who asked
 * @param verdict what was decided, after the mode for unknown clients and the fallback advice were applied
 * @since 0.1
 */
public record Decision(ClientProfile client, Verdict verdict) {

    /** Checks that nothing is missing. */
    public Decision {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(verdict, "verdict");
    }
}
