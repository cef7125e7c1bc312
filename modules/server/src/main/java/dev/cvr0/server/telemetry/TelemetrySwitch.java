// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.telemetry;

import dev.cvr0.settings.InvalidSettingsException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether telemetry is recorded: if the environment contains one of {@link #VARIABLES}, and not
 * {@code OTEL_SDK_DISABLED=true}. By the same rule, {@code bin/cvr0} adds {@code lib/telemetry} to the class path. This class
 * does not need these JARs.
 */
public final class TelemetrySwitch {

    /** The standard variables of OpenTelemetry that select an exporter. */
    static final List<String> VARIABLES =
            List.of("OTEL_METRICS_EXPORTER", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT");

    private static final Logger LOGGER = System.getLogger("dev.cvr0.server");
    private static final String SDK = "io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk";

    private TelemetrySwitch() {}

    /**
     * Starts the SDK if an exporter is configured; logs that telemetry is disabled otherwise.
     *
     * @param environment the environment variables
     * @return the running SDK
     * @throws InvalidSettingsException if the SDK rejects a variable or its JARs are missing
     */
    public static Optional<ServerTelemetry> start(Map<String, String> environment) {
        if (VARIABLES.stream()
                        .allMatch(name -> environment.getOrDefault(name, "").isBlank())
                || "true".equalsIgnoreCase(environment.get("OTEL_SDK_DISABLED"))) {
            LOGGER.log(
                    Level.INFO,
                    "CVR0-4011: telemetry is disabled; set OTEL_METRICS_EXPORTER to prometheus or otlp to enable it");
            return Optional.empty();
        }
        if (!isPresent()) {
            throw new InvalidSettingsException(
                    List.of("OTEL_METRICS_EXPORTER: the OpenTelemetry SDK is missing; start the"
                            + " server with bin/cvr0, or add lib/telemetry/* to the class path"));
        }
        return Optional.of(ServerTelemetry.start());
    }

    private static boolean isPresent() {
        try {
            Class.forName(SDK, false, TelemetrySwitch.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
