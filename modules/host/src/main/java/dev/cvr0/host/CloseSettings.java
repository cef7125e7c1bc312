// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import java.time.Duration;

/**
 * The limits at the end of a session and of the host. {@link HostSettings#TABLE} documents each with its default and range.
 *
 * @param closeGrace the time limit for the client to close its side after the session has ended
 * @param drainBytes the maximum number of bytes from the client to discard during this time
 * @param shutdownGrace the time limit for sessions to end during {@link EmulatorHost#close}
 * @see HostSettings
 * @since 0.1
 */
public record CloseSettings(Duration closeGrace, int drainBytes, Duration shutdownGrace) {

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names the key and the range
     */
    public CloseSettings {
        HostSettings.validate(HostSettings.CLOSE_GRACE, closeGrace);
        HostSettings.validate(HostSettings.DRAIN_LIMIT, drainBytes);
        HostSettings.validate(HostSettings.SHUTDOWN_GRACE, shutdownGrace);
    }
}
