// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry.health;

import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.CatalogStatus;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
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
@Readiness
@Singleton
public class CatalogHealthCheck implements HealthCheck {

    private final Instance<VersionPolicy> policies;

    @Inject
    CatalogHealthCheck(Instance<VersionPolicy> policies) {
        this.policies = policies;
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
