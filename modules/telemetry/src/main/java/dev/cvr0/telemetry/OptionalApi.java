// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

/** A library that may be missing at run time. */
enum OptionalApi {
    OPEN_TELEMETRY("io.opentelemetry.api.OpenTelemetry"),
    HEALTH("org.eclipse.microprofile.health.HealthCheck"),
    CATALOG("dev.cvr0.catalog.CatalogPolicy");

    private final String type;

    OptionalApi(String type) {
        this.type = type;
    }

    boolean isPresent() {
        try {
            Class.forName(type, false, OptionalApi.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
