// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import java.time.Duration;

/**
 * What a host grants to a client that speaks. Times are more than nothing and at most a day.
 *
 * @param maxBytes {@code cvr0.max-line-bytes}: the longest line in bytes, its terminator included, 16 to 65536. Default
 *     1664
 * @param firstTimeout {@code cvr0.first-line-timeout}: how long a new connection may take to send its first line.
 *     Default 30 s
 * @param idleTimeout {@code cvr0.idle-timeout}: how long a session may be without a complete line, a blank one not
 *     counted. Default 60 s
 * @since 0.1
 */
public record LineLimits(int maxBytes, Duration firstTimeout, Duration idleTimeout) {

    /** Every default. */
    public static final LineLimits DEFAULTS = new LineLimits(1664, Duration.ofSeconds(30), Duration.ofSeconds(60));

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it and what was expected
     */
    public LineLimits {
        SettingRange.LINE_BYTES.require("maxBytes", maxBytes);
        SettingRange.requireTime("firstTimeout", firstTimeout);
        SettingRange.requireTime("idleTimeout", idleTimeout);
    }
}
