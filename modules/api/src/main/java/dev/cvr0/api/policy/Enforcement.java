// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import java.util.Locale;

/**
 * The treatment of a client below the minimum version that would sign in anyway. Official clients obey the minimum;
 * third-party clients ignore it.
 *
 * @see Advice#enforcement
 * @since 0.1
 */
public enum Enforcement {
    /** Sends the advice. The client decides. */
    ADVISE,
    /** Sends the advice, then ends the session. */
    CLOSE,
    /**
     * Sends the advice, then refuses the sign-in with error 601 (server unavailable). A handler, which cannot refuse a later
     * command, ends the session instead.
     */
    REJECT;

    /** {@return the keyword in configuration files and reports: {@code advise}, {@code close} or {@code 601}} */
    public String keyword() {
        return this == REJECT ? "601" : name().toLowerCase(Locale.ROOT);
    }
}
