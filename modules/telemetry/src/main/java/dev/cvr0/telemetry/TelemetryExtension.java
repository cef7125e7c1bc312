// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import dev.cvr0.telemetry.health.CatalogHealthCheck;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/**
 * Adds the beans whose APIs are present. These classes have no bean-defining annotation, so that no container inspects them
 * if an API is missing.
 *
 * @since 0.1
 */
public class TelemetryExtension implements Extension {

    private static final String OPEN_TELEMETRY = "io.opentelemetry.api.OpenTelemetry";
    private static final String HEALTH = "org.eclipse.microprofile.health.HealthCheck";
    private static final String CATALOG = "dev.cvr0.catalog.CatalogPolicy";

    /** Creates an extension; for the container. */
    public TelemetryExtension() {}

    void addBeans(@Observes BeforeBeanDiscovery discovery) {
        if (isPresent(OPEN_TELEMETRY)) {
            discovery.addAnnotatedType(Telemetry.class, Telemetry.class.getName());
        }
        if (isPresent(HEALTH) && isCatalogPresent()) {
            discovery.addAnnotatedType(CatalogHealthCheck.class, CatalogHealthCheck.class.getName());
        }
    }

    void report(@Observes AfterDeploymentValidation validation) {
        if (!isPresent(OPEN_TELEMETRY)) {
            TelemetryLog.disabled(
                    "the OpenTelemetry API is missing; enable MicroProfile Telemetry in the server, or add"
                            + " io.opentelemetry:opentelemetry-api");
        }
    }

    static boolean isCatalogPresent() {
        return isPresent(CATALOG);
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, TelemetryExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
