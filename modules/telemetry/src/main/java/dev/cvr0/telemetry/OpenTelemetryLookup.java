// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.MeterProvider;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;

/** Finds the OpenTelemetry of the application, and reports the result. */
final class OpenTelemetryLookup {

    private OpenTelemetryLookup() {}

    /** Returns the bean, else {@link GlobalOpenTelemetry} if it was set; empty if neither exists or metrics are disabled. */
    static Optional<OpenTelemetry> find(Instance<OpenTelemetry> beans) {
        if (beans.isResolvable()) {
            return enabled(beans.get(), "the OpenTelemetry bean");
        }
        if (beans.isAmbiguous()) {
            TelemetryLog.disabled("there are several OpenTelemetry beans; keep one");
            return Optional.empty();
        }
        if (isGlobalSet()) {
            return enabled(GlobalOpenTelemetry.get(), "GlobalOpenTelemetry");
        }
        TelemetryLog.disabled("there is no OpenTelemetry bean, and GlobalOpenTelemetry is not set");
        return Optional.empty();
    }

    private static Optional<OpenTelemetry> enabled(OpenTelemetry found, String provider) {
        if (found.getMeterProvider().equals(MeterProvider.noop())) {
            TelemetryLog.disabled(provider + " records no metrics (otel.sdk.disabled)");
            return Optional.empty();
        }
        TelemetryLog.enabled(provider);
        return Optional.of(found);
    }

    // get() would set it.
    private static boolean isGlobalSet() {
        try {
            return GlobalOpenTelemetry.isSet();
        } catch (NoSuchMethodError olderApi) {
            return false;
        }
    }
}
