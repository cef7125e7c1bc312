// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import dev.cvr0.telemetry.health.CatalogHealthCheck;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/**
 * Adds the health check if MicroProfile Health and the catalog are present. Its class has no annotation, so that no container
 * loads it otherwise.
 *
 * @since 0.1
 */
public class HealthExtension implements Extension {

    /** Creates an extension; for the container. */
    public HealthExtension() {}

    void addHealthCheck(@Observes AfterBeanDiscovery discovery) {
        if (OptionalApi.HEALTH.isPresent() && OptionalApi.CATALOG.isPresent()) {
            // The class of the bean selects its archive. Another one would not be visible everywhere in WildFly.
            CatalogHealthCheck.addTo(discovery, Telemetry.class);
        }
    }
}
