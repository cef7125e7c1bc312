// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.settings;

/**
 * How many dialects VER answers with.
 *
 * @since 0.1
 */
public enum VerAnswer {
    /** The one dialect agreed on. */
    SINGLE,
    /**
     * All that are shared, best first, and CVR0 last if it was offered. Servers before the middle of 2008 did so, and some
     * old third-party clients insist on seeing CVR0.
     */
    LIST
}
