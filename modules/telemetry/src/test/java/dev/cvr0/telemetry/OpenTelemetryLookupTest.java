// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.testkit.RecordingRegistry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenTelemetryLookupTest {

    private static final Logger LOGGER = Logger.getLogger("dev.cvr0.telemetry");

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            log.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void record() {
        LOGGER.addHandler(recorder);
    }

    @AfterEach
    void reset() {
        LOGGER.removeHandler(recorder);
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void shouldReportTheBean() {
        start(sdk(InMemoryMetricReader.create()));

        assertThat(log).containsExactly("INFO CVR0-8001: telemetry is recorded through the OpenTelemetry bean");
    }

    @Test
    void shouldReportThatNothingIsRecordedAndSetNothing() {
        start();

        assertThat(log)
                .containsExactly("INFO CVR0-8002: telemetry is disabled: there is no OpenTelemetry bean, and"
                        + " GlobalOpenTelemetry is not set");
        assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    }

    @Test
    void shouldUseTheGlobalOne() {
        InMemoryMetricReader reader = InMemoryMetricReader.create();
        GlobalOpenTelemetry.set(sdk(reader));
        RecordingRegistry registry = new RecordingRegistry();
        try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
            assertThat(reader.collectAllMetrics()).isNotEmpty();
        }

        assertThat(log).containsExactly("INFO CVR0-8001: telemetry is recorded through GlobalOpenTelemetry");
    }

    @Test
    void shouldReportADisabledSdk() {
        start(OpenTelemetry.noop());

        assertThat(log)
                .containsExactly("INFO CVR0-8002: telemetry is disabled: the OpenTelemetry bean records no metrics"
                        + " (otel.sdk.disabled)");
    }

    @Test
    void shouldReportAmbiguousBeans() {
        start(OpenTelemetry.noop(), sdk(InMemoryMetricReader.create()));

        assertThat(log)
                .containsExactly(
                        "INFO CVR0-8002: telemetry is disabled: there are several OpenTelemetry beans; keep one");
    }

    private static OpenTelemetry sdk(InMemoryMetricReader reader) {
        return OpenTelemetrySdk.builder()
                .setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(reader).build())
                .build();
    }

    private static void start(OpenTelemetry... beans) {
        StandalonePlugin.Builder builder = StandalonePlugin.on(new RecordingRegistry());
        for (OpenTelemetry bean : beans) {
            builder.instance(OpenTelemetry.class, bean);
        }
        builder.start().close();
    }
}
