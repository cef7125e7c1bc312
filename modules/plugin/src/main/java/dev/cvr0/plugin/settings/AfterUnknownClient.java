// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.settings;

/**
 * The state of the session after error 420.
 *
 * @since 0.1
 */
public enum AfterUnknownClient {
    /** The client may send another command. */
    STAY_OPEN,
    /** The session ends. */
    CLOSE
}
