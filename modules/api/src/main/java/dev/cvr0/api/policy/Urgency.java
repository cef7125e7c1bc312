// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

/**
 * The urgency of an {@link Advice} for a client.
 *
 * @see Advice#urgencyFor
 * @since 0.1
 */
public enum Urgency {
    /** The client runs the recommended version or a later one. */
    UP_TO_DATE,
    /** The client may install the recommended version. */
    RECOMMENDED,
    /** The client is older than the minimum and disconnects until it is updated. */
    REQUIRED
}
