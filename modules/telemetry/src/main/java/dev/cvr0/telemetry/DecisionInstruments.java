// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Decision.Outcome;
import dev.cvr0.telemetry.Labels.ClientLabels;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;
import java.util.Locale;

/** The instruments of decisions. Thread-safe. */
final class DecisionInstruments {

    private static final AttributeKey<String> LIBRARY = AttributeKey.stringKey("library");
    private static final AttributeKey<String> VERSION = AttributeKey.stringKey("version");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
    private static final AttributeKey<String> RULE = AttributeKey.stringKey("rule");

    // A policy in memory takes microseconds, one with a database up to its time limit.
    private static final List<Double> SECONDS = List.of(0.00001, 0.0001, 0.001, 0.01, 0.1, 1.0, 10.0);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Labels labels;
    private final LongCounter decisions;
    private final LongCounter clients;
    private final DoubleHistogram duration;

    private final BoundedAttributes<DecisionLabels> ofDecisions = new BoundedAttributes<>(
            key -> Attributes.of(LIBRARY, key.library(), OUTCOME, name(key.outcome()), RULE, key.rule()),
            key -> new DecisionLabels(Labels.OTHER, key.outcome(), Labels.OTHER));
    private final BoundedAttributes<ClientLabels> ofClients = new BoundedAttributes<>(
            key -> Attributes.of(LIBRARY, key.library(), VERSION, key.version()), key -> ClientLabels.OTHER);
    private final BoundedAttributes<Outcome> ofOutcomes =
            new BoundedAttributes<>(outcome -> Attributes.of(OUTCOME, name(outcome)), outcome -> outcome);

    private record DecisionLabels(String library, Outcome outcome, String rule) {}

    DecisionInstruments(Meter meter, Labels labels) {
        this.labels = labels;
        this.decisions = meter.counterBuilder("cvr0.decisions")
                .setDescription("Decisions about clients")
                .setUnit("{decision}")
                .build();
        this.clients = meter.counterBuilder("cvr0.clients")
                .setDescription("Decisions by the library and version of the client")
                .setUnit("{decision}")
                .build();
        this.duration = meter.histogramBuilder("cvr0.decision.duration")
                .setDescription("Time from a request to its decision")
                .setUnit("s")
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
    }

    void record(Decision decision) {
        ClientLabels client = labels.client(decision.client().program());
        decisions.add(
                1, ofDecisions.get(new DecisionLabels(client.library(), decision.outcome(), labels.rule(decision))));
        clients.add(1, ofClients.get(client));
        duration.record(decision.duration().toNanos() / NANOS_PER_SECOND, ofOutcomes.get(decision.outcome()));
    }

    private static String name(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
