// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

/**
 * How urgent an {@linkplain Verdict.Advice advice} is to a client.
 *
 * @since 0.1
 */
public enum Urgency {
    /** The client runs the recommended version or a later one. */
    UP_TO_DATE,
    /** The client is offered the recommended version and may decline. */
    RECOMMENDED,
    /** The client is older than the minimum and disconnects until it is updated. */
    REQUIRED
}
