// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

/**
 * Something that a verdict may depend on.
 *
 * @since 0.1
 */
public enum Aspect {
    /** {@link ClientProfile#locale()}. */
    LOCALE,
    /** {@link ClientProfile#systemType()}. */
    SYSTEM_TYPE,
    /** {@link ClientProfile#systemVersion()}. */
    SYSTEM_VERSION,
    /** {@link ClientProfile#architecture()}. */
    ARCHITECTURE,
    /** {@link ClientProfile#library()}. */
    LIBRARY,
    /** {@link ClientProfile#clientVersion()}. */
    CLIENT_VERSION,
    /** {@link ClientProfile#codebase()}. */
    CODEBASE,
    /** {@link ClientProfile#userHandle()}. */
    USER_HANDLE,
    /** {@link ClientProfile#offeredDialects()}, with their order. */
    OFFERED_DIALECTS,
    /** {@link ClientProfile#remoteAddress()}. */
    REMOTE_ADDRESS,
    /** Anything that no profile says: the time, chance, a database, how often somebody asked. */
    SURROUNDINGS
}
