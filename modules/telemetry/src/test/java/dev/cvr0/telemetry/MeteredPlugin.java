// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The plugin with a catalog and an SDK, whose metrics are collected in memory. */
final class MeteredPlugin implements AutoCloseable {

    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final RecordingRegistry registry = new RecordingRegistry();
    private final StandalonePlugin plugin;

    private MeteredPlugin(Map<String, String> settings, Optional<VersionPolicy> policy, Optional<HostMetrics> host) {
        OpenTelemetry sdk = OpenTelemetrySdk.builder()
                .setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(reader).build())
                .build();
        StandalonePlugin.Builder builder =
                StandalonePlugin.on(registry).source(SettingSource.of(settings)).instance(OpenTelemetry.class, sdk);
        policy.ifPresent(builder::policy);
        host.ifPresent(counters -> builder.instance(HostMetrics.class, counters));
        plugin = builder.start();
    }

    static MeteredPlugin of(Map<String, String> settings) {
        return new MeteredPlugin(settings, Optional.empty(), Optional.empty());
    }

    static MeteredPlugin of(VersionPolicy policy) {
        return new MeteredPlugin(Map.of("cvr0.policy.unknown-clients", "echo"), Optional.of(policy), Optional.empty());
    }

    static MeteredPlugin of(HostMetrics host) {
        return new MeteredPlugin(Map.of(), Optional.empty(), Optional.of(host));
    }

    CatalogPolicy catalog() {
        return (CatalogPolicy) plugin.policy();
    }

    void ask(String line) {
        registry.handle(line, FakeSession.fresh());
    }

    /** Returns the values of a metric by their attributes; of a histogram, the numbers of values. */
    Map<Map<String, String>, Number> points(String metric) {
        return reader.collectAllMetrics().stream()
                .filter(data -> data.getName().equals(metric))
                .flatMap(data -> data.getData().getPoints().stream())
                .collect(Collectors.toMap(MeteredPlugin::attributes, MeteredPlugin::value));
    }

    Set<String> metrics() {
        return reader.collectAllMetrics().stream().map(MetricData::getName).collect(Collectors.toSet());
    }

    /** Returns all attribute values of all metrics. */
    Set<String> attributeValues() {
        return reader.collectAllMetrics().stream()
                .flatMap(data -> data.getData().getPoints().stream())
                .map(MeteredPlugin::attributes)
                .map(Map::values)
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> attributes(PointData point) {
        return point.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().getKey(),
                        entry -> entry.getValue().toString()));
    }

    private static Number value(PointData point) {
        if (point instanceof LongPointData count) {
            return count.getValue();
        }
        return point instanceof DoublePointData number ? number.getValue() : ((HistogramPointData) point).getCount();
    }

    @Override
    public void close() {
        plugin.close();
    }
}
