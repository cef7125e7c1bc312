// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import dev.cvr0.api.policy.Decision;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Records decisions, and observes the catalog and the host, if the application has an OpenTelemetry. No member of this class
 * has a type of the OpenTelemetry API, so that the bean exists without it. Thread-safe.
 *
 * @since 0.1
 */
@ApplicationScoped
public class Telemetry {

    private final Optional<Recorder> recorder;

    /** Creates a client proxy; for the container. */
    protected Telemetry() {
        this.recorder = Optional.empty();
    }

    @Inject
    Telemetry(Instance<Object> beans) {
        this.recorder = find(beans);
    }

    private static Optional<Recorder> find(Instance<Object> beans) {
        if (OptionalApi.OPEN_TELEMETRY.isPresent()) {
            return OpenTelemetryRecorder.find(beans);
        }
        TelemetryLog.disabled("the OpenTelemetry API is missing; enable MicroProfile Telemetry in the server, or add"
                + " io.opentelemetry:opentelemetry-api");
        return Optional.empty();
    }

    // Creates this bean, so that it reports at startup and observes before the first decision.
    void start(@Observes Startup event) {}

    void record(@Observes Decision decision) {
        if (recorder.isPresent()) {
            recorder.get().record(decision);
        }
    }

    @PreDestroy
    void close() {
        recorder.ifPresent(Recorder::close);
    }
}
