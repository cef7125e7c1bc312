// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

/**
 * The urgency of an {@link Advice} for a client, as the protocol documentation describes it. Clients decide themselves how
 * they react, and not all of them react as described.
 *
 * @see Advice#urgencyFor
 * @since 0.1
 */
public enum Urgency {
    /** The client runs the recommended version or a later one. */
    UP_TO_DATE,
    /** The client may install the recommended version. */
    RECOMMENDED,
    /** The client is older than the minimum: it is assumed to disconnect until it is updated. */
    REQUIRED
}
