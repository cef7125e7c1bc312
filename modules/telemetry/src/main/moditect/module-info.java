// SPDX-License-Identifier: Apache-2.0
/** Metrics through the OpenTelemetry API, and MicroProfile Health checks. */
module dev.cvr0.telemetry {
    requires transitive dev.cvr0.api;
    requires transitive jakarta.cdi;
    requires jakarta.annotation;
    requires jakarta.inject;
    // each part of the module is used only if its API is present; both are automatic modules
    requires static dev.cvr0.catalog;
    requires static io.opentelemetry.api;
    requires static microprofile.health.api;
    requires static org.jspecify;

    exports dev.cvr0.telemetry;

    // for the CDI container, whose module differs
    opens dev.cvr0.telemetry;
    opens dev.cvr0.telemetry.health;

    provides jakarta.enterprise.inject.spi.Extension with
            dev.cvr0.telemetry.HealthExtension;
}
