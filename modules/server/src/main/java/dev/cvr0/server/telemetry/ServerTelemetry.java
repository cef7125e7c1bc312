// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.telemetry;

import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.settings.InvalidSettingsException;
import dev.cvr0.telemetry.HostMetrics;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The OpenTelemetry SDK, configured by its standard environment variables. Needs the JARs in {@code lib/telemetry}. */
public final class ServerTelemetry implements AutoCloseable {

    // Without these, the SDK starts exporters for traces and logs that nothing records, uses a protocol whose JARs are
    // three
    // times as large, and lets the whole network read the metrics.
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "cvr0",
            "otel.traces.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.exporter.prometheus.host", "127.0.0.1");

    private final OpenTelemetrySdk sdk;
    private final AtomicReference<Optional<HostCounters>> host = new AtomicReference<>(Optional.empty());

    private ServerTelemetry(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    static ServerTelemetry start() {
        try {
            return new ServerTelemetry(AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> DEFAULTS)
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk());
        } catch (RuntimeException e) {
            throw new InvalidSettingsException(
                    List.of("telemetry cannot start: " + reason(e) + "; correct the environment variables OTEL_..."));
        }
    }

    // The SDK hides the reason, such as a port in use, in the cause.
    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + reason(cause);
    }

    /**
     * Adds the SDK and the counters to the beans of the plugin, where cvr0-telemetry finds them.
     *
     * @param plugin the builder of the plugin
     */
    public void addTo(StandalonePlugin.Builder plugin) {
        plugin.instance(OpenTelemetry.class, sdk).instance(HostMetrics.class, new StartedHost());
    }

    /**
     * Reads the counters of a host from now on.
     *
     * @param counters the counters
     */
    public void observe(HostCounters counters) {
        host.set(Optional.of(counters));
    }

    /** Exports the last values, and stops the SDK. */
    @Override
    public void close() {
        sdk.close();
    }

    /** The counters of the host, which starts after the plugin. */
    private final class StartedHost implements HostMetrics {

        @Override
        public int connections() {
            return host.get().map(counters -> counters.connections().getAsInt()).orElse(0);
        }

        @Override
        public Map<String, Long> rejections() {
            return host.get().map(counters -> counters.rejections().get()).orElse(Map.of());
        }

        @Override
        public Map<String, Long> relayEvents() {
            return host.get().map(counters -> counters.relayEvents().get()).orElse(Map.of());
        }
    }
}
