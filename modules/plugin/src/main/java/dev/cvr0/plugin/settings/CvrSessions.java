// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.settings;

/**
 * The sessions in which the plugin answers CVR.
 *
 * @since 0.1
 */
public enum CvrSessions {
    /** Only sessions in which CVR0 was agreed. */
    CVR0,
    /** Every session after VER. Sessions of the host continue after the answer. */
    ALL,
    /** None: CVR is the host's. */
    NONE
}
