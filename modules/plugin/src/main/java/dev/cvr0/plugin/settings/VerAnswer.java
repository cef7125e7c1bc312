// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.settings;

/**
 * The number of dialects in the answer to VER.
 *
 * @since 0.1
 */
public enum VerAnswer {
    /** The agreed dialect only. */
    SINGLE,
    /**
     * All common dialects in the host's order, CVR0 last if the client offered it. Servers did this until mid-2008,
     * and some old third-party clients require CVR0 in the answer.
     */
    LIST
}
