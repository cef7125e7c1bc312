// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.VersionPolicy;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records decisions, and observes the catalog and the host. Does nothing if {@link OpenTelemetryLookup} finds no
 * OpenTelemetry. {@link TelemetryExtension} adds this bean. Thread-safe.
 *
 * @since 0.1
 */
@Singleton
public class Telemetry {

    private static final String SCOPE = "dev.cvr0";

    private final Optional<DecisionInstruments> decisions;
    private final List<Runnable> observed = new ArrayList<>();

    @Inject
    Telemetry(Instance<OpenTelemetry> beans, Instance<VersionPolicy> policies, Instance<HostMetrics> hosts) {
        Optional<Meter> meter = OpenTelemetryLookup.find(beans)
                .map(found -> found.meterBuilder(SCOPE).build());
        this.decisions = meter.map(present -> new DecisionInstruments(present, labels(policies)));
        meter.ifPresent(present -> observe(present, policies, hosts));
    }

    // Creates this bean, so that it reports at startup and observes before the first decision.
    void start(@Observes Startup event) {}

    void record(@Observes Decision decision) {
        if (decisions.isPresent()) {
            decisions.get().record(decision);
        }
    }

    // The SDK of a server would call instruments of an application that has ended.
    @PreDestroy
    void close() {
        observed.forEach(Runnable::run);
    }

    private void observe(Meter meter, Instance<VersionPolicy> policies, Instance<HostMetrics> hosts) {
        if (TelemetryExtension.isCatalogPresent()) {
            observed.addAll(CatalogInstruments.observe(meter, policies));
        }
        if (hosts.isResolvable()) {
            observed.addAll(HostInstruments.observe(meter, hosts.get()));
        }
    }

    private static Labels labels(Instance<VersionPolicy> policies) {
        return TelemetryExtension.isCatalogPresent() ? CatalogLabels.of(policies) : Labels.NONE;
    }
}
