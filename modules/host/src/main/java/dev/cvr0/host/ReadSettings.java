// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import java.time.Duration;

/**
 * The limits of lines. {@link HostSettings#TABLE} documents each with its default and range.
 *
 * @param maxLineBytes the maximum length of a line in bytes, including its terminator
 * @param firstLineTimeout the time limit for the first line of a connection
 * @param idleTimeout the time limit for each further line; blank lines do not count
 * @see HostSettings
 * @since 0.1
 */
public record ReadSettings(int maxLineBytes, Duration firstLineTimeout, Duration idleTimeout) {

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names the key and the range
     */
    public ReadSettings {
        HostSettings.validate(HostSettings.MAX_LINE_BYTES, maxLineBytes);
        HostSettings.validate(HostSettings.FIRST_LINE_TIMEOUT, firstLineTimeout);
        HostSettings.validate(HostSettings.IDLE_TIMEOUT, idleTimeout);
    }
}
