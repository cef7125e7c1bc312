// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.catalog.CatalogLoads;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.signing.SignedRevision;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleGauge;
import io.opentelemetry.api.metrics.ObservableLongCounter;
import io.opentelemetry.api.metrics.ObservableLongGauge;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The instruments of the catalog, which are read when metrics are collected. */
final class CatalogInstruments {

    private static final AttributeKey<String> RESULT = AttributeKey.stringKey("result");
    private static final Attributes LOADED = Attributes.of(RESULT, "loaded");
    private static final Attributes REJECTED = Attributes.of(RESULT, "rejected");
    private static final Attributes UNAVAILABLE = Attributes.of(RESULT, "unavailable");

    private CatalogInstruments() {}

    /** Creates the instruments, and returns the actions that close them; none if the policy in use is not the one of the catalog. */
    static List<Runnable> observe(Meter meter, Instance<VersionPolicy> policies) {
        return policies.isResolvable() && policies.get() instanceof CatalogPolicy policy
                ? observe(meter, policy)
                : List.of();
    }

    private static List<Runnable> observe(Meter meter, CatalogPolicy policy) {
        ObservableLongGauge version = meter.gaugeBuilder("cvr0.catalog.version")
                .setDescription("Version of the served catalog, if it is signed")
                .ofLongs()
                .buildWithCallback(gauge -> {
                    SignedRevision revision = policy.status().revision();
                    if (revision.isSigned()) {
                        gauge.record(revision.version());
                    }
                });
        ObservableDoubleGauge age = meter.gaugeBuilder("cvr0.catalog.age")
                .setDescription("Time since the served catalog was loaded")
                .setUnit("s")
                .buildWithCallback(gauge -> gauge.record(seconds(policy.status().loadedAt(), Instant.now())));
        ObservableDoubleGauge expiresIn = meter.gaugeBuilder("cvr0.catalog.expires_in")
                .setDescription("Time until the served catalog expires, if it is signed; negative afterwards")
                .setUnit("s")
                .buildWithCallback(gauge -> {
                    SignedRevision revision = policy.status().revision();
                    if (revision.isSigned()) {
                        gauge.record(seconds(Instant.now(), revision.expires()));
                    }
                });
        ObservableLongGauge current = meter.gaugeBuilder("cvr0.catalog.current")
                .setDescription("1 if the content of the source is served and has not expired, otherwise 0")
                .ofLongs()
                .buildWithCallback(gauge -> gauge.record(policy.status().isCurrent() ? 1 : 0));
        ObservableLongCounter loads = meter.counterBuilder("cvr0.catalog.loads")
                .setDescription("Attempts to load a changed catalog")
                .setUnit("{load}")
                .buildWithCallback(counter -> {
                    CatalogLoads counts = policy.loads();
                    counter.record(counts.loaded(), LOADED);
                    counter.record(counts.rejected(), REJECTED);
                    counter.record(counts.unavailable(), UNAVAILABLE);
                });
        return List.of(version::close, age::close, expiresIn::close, current::close, loads::close);
    }

    private static double seconds(Instant from, Instant until) {
        return Duration.between(from, until).toSeconds();
    }
}
