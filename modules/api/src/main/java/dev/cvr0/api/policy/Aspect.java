// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

/**
 * Something beside the program of a client that a verdict may depend on. What the program says of itself always counts
 * and need not be declared: the locale, the system, the architecture, the library, its version and the codebase.
 *
 * @since 0.1
 */
public enum Aspect {
    /** {@link ClientProfile#userHandle()}, or a part of it. */
    USER_HANDLE,
    /** {@link ClientProfile#offeredDialects()}. */
    OFFERED_DIALECTS,
    /** {@link ClientProfile#remoteAddress()}, or a part of it. */
    REMOTE_ADDRESS,
    /** Anything that no profile says: the time, chance, a database, how often somebody asked. */
    SURROUNDINGS
}
