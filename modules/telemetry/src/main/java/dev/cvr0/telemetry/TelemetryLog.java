// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Log messages about telemetry. */
final class TelemetryLog {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.telemetry");

    private TelemetryLog() {}

    static void enabled(String provider) {
        LOGGER.log(Level.INFO, "CVR0-8001: telemetry is recorded through " + provider);
    }

    static void disabled(String reason) {
        LOGGER.log(Level.INFO, "CVR0-8002: telemetry is disabled: " + reason);
    }
}
