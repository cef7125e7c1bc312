// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import java.time.Duration;

/**
 * What a host grants to a session, or to all of them, at the end. Times are more than nothing and at most a day.
 *
 * @param closeGrace {@code cvr0.close-grace}: how long the host waits for the client to close, from the decision to end
 *     the session. Default 2 s
 * @param drainBytes {@code cvr0.drain-limit}: how many bytes of the client the host reads and drops while it waits, 0 to
 *     16777216. Default 65536
 * @param shutdownGrace {@code cvr0.shutdown-grace}: how long {@link EmulatorHost#close} waits for sessions to end.
 *     Default 5 s
 * @since 0.1
 */
public record EndLimits(Duration closeGrace, int drainBytes, Duration shutdownGrace) {

    /** Every default. */
    public static final EndLimits DEFAULTS = new EndLimits(Duration.ofSeconds(2), 65_536, Duration.ofSeconds(5));

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it and what was expected
     */
    public EndLimits {
        SettingRange.requireTime("closeGrace", closeGrace);
        SettingRange.DRAIN.require("drainBytes", drainBytes);
        SettingRange.requireTime("shutdownGrace", shutdownGrace);
    }
}
