// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import java.time.Duration;

/** The numbers and times a setting may have, the same in code and in configuration. */
record SettingRange(int least, int most) {

    static final SettingRange LINE_BYTES = new SettingRange(16, 65_536);
    static final SettingRange CONNECTIONS = new SettingRange(1, 1_000_000);
    static final SettingRange DRAIN = new SettingRange(0, 16_777_216);
    static final SettingRange WORKERS = new SettingRange(1, 4096);
    static final SettingRange QUEUE = new SettingRange(1, 1_000_000);
    static final Duration LONGEST_TIME = Duration.ofDays(1);

    void require(String name, int value) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": expected " + least + " to " + most + ", not " + value);
        }
    }

    static void requireTime(String name, Duration value) {
        if (value.isZero() || value.isNegative() || value.compareTo(LONGEST_TIME) > 0) {
            throw new IllegalArgumentException(
                    name + ": expected more than nothing and at most " + LONGEST_TIME + ", not " + value);
        }
    }
}
