// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongCounter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableLongUpDownCounter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The instruments of a host, which are read when metrics are collected. */
final class HostInstruments {

    private static final AttributeKey<String> LIMIT = AttributeKey.stringKey("limit");
    private static final AttributeKey<String> EVENT = AttributeKey.stringKey("event");

    private HostInstruments() {}

    /** Creates the instruments, and returns the actions that close them. */
    static List<Runnable> observe(Meter meter, HostMetrics host) {
        Map<String, Attributes> limits = new ConcurrentHashMap<>();
        Map<String, Attributes> events = new ConcurrentHashMap<>();
        ObservableLongUpDownCounter connections = meter.upDownCounterBuilder("cvr0.connections")
                .setDescription("Open connections")
                .setUnit("{connection}")
                .buildWithCallback(count -> count.record(host.connections()));
        ObservableLongCounter rejections = meter.counterBuilder("cvr0.rejections")
                .setDescription("Connections and sessions that a limit has ended")
                .setUnit("{connection}")
                .buildWithCallback(counter -> record(counter, host.rejections(), LIMIT, limits));
        ObservableLongCounter relayEvents = meter.counterBuilder("cvr0.relay.events")
                .setDescription("Events of the relay, such as relayed sessions")
                .setUnit("{event}")
                .buildWithCallback(counter -> record(counter, host.relayEvents(), EVENT, events));
        return List.of(connections::close, rejections::close, relayEvents::close);
    }

    private static void record(
            ObservableLongMeasurement counter,
            Map<String, Long> counts,
            AttributeKey<String> key,
            Map<String, Attributes> known) {
        counts.forEach((name, count) ->
                counter.record(count, known.computeIfAbsent(name, value -> Attributes.of(key, value))));
    }
}
