// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.VersionPolicy;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records decisions with instruments of OpenTelemetry. Thread-safe. */
final class OpenTelemetryRecorder implements Recorder {

    private static final String SCOPE = "dev.cvr0";

    private final DecisionInstruments decisions;
    private final List<Runnable> closings = new ArrayList<>();

    private OpenTelemetryRecorder(Meter meter, Instance<VersionPolicy> policies, Instance<HostMetrics> hosts) {
        boolean hasCatalog = OptionalApi.CATALOG.isPresent();
        decisions = new DecisionInstruments(meter, hasCatalog ? CatalogLabels.of(policies) : Labels.NONE);
        if (hasCatalog) {
            closings.addAll(CatalogInstruments.observe(meter, policies));
        }
        if (hosts.isResolvable()) {
            closings.addAll(HostInstruments.observe(meter, hosts.get()));
        }
    }

    /** Returns a recorder if the application has an OpenTelemetry. */
    static Optional<Recorder> find(Instance<Object> beans) {
        return OpenTelemetryLookup.find(beans.select(OpenTelemetry.class))
                .map(found -> new OpenTelemetryRecorder(
                        found.meterBuilder(SCOPE).build(),
                        beans.select(VersionPolicy.class),
                        beans.select(HostMetrics.class)));
    }

    @Override
    public void record(Decision decision) {
        decisions.record(decision);
    }

    // The SDK of a server would call instruments of an application that has ended.
    @Override
    public void close() {
        closings.forEach(Runnable::run);
    }
}
