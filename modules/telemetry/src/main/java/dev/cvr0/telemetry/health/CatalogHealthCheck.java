// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry.health;

import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.CatalogStatus;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while a catalog is served. A stale or expired catalog is still served, so that it is data of the response and not a
 * reason to restart the server or to send clients elsewhere. With another policy, always ready. Thread-safe.
 */
public final class CatalogHealthCheck implements HealthCheck {

    private final Instance<VersionPolicy> policies;

    private CatalogHealthCheck(Instance<VersionPolicy> policies) {
        this.policies = policies;
    }

    /**
     * Adds the check as a bean.
     *
     * @param discovery the event of the container
     * @param beanClass a bean of the same archive
     */
    public static void addTo(AfterBeanDiscovery discovery, Class<?> beanClass) {
        discovery
                .<HealthCheck>addBean()
                .id(CatalogHealthCheck.class.getName())
                .beanClass(beanClass)
                .types(HealthCheck.class, Object.class)
                .qualifiers(Readiness.Literal.INSTANCE)
                .scope(Singleton.class)
                .produceWith(beans -> new CatalogHealthCheck(beans.select(VersionPolicy.class)));
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("cvr0-catalog");
        try {
            if (policies.get() instanceof CatalogPolicy policy) {
                describe(policy.status(), response);
            }
            return response.up().build();
        } catch (RuntimeException e) {
            return response.down()
                    .withData("problem", String.valueOf(e.getMessage()))
                    .build();
        }
    }

    private static void describe(CatalogStatus status, HealthCheckResponseBuilder response) {
        response.withData("state", status.state().name())
                .withData("current", status.isCurrent())
                .withData("loaded", status.loadedAt().toString());
        if (status.revision().isSigned()) {
            Instant expires = status.revision().expires();
            response.withData("version", status.revision().version())
                    .withData("expires", expires.toString())
                    .withData(
                            "expiresInSeconds",
                            Duration.between(Instant.now(), expires).toSeconds());
        }
    }
}
