// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.CatalogSigner;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKeyPair;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.testkit.RecordingRegistry;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.spi.HealthCheckResponseProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogHealthCheckTest {

    private static final String CATALOG = """
            format: 1
            releases: { LIB: 1.0 }
            rules: []
            otherwise: { recommend: own, minimum: own, download: http://a.example/, fallback: http://a.example/ }
            """;

    @TempDir
    private Path folder;

    @BeforeAll
    static void provideResponses() {
        HealthCheckResponse.setResponseProvider(new ResponseProvider());
    }

    @Test
    void shouldBeReadyWithTheBundledCatalog() {
        try (StandalonePlugin plugin =
                StandalonePlugin.on(new RecordingRegistry()).start()) {
            HealthCheckResponse response = readiness();

            assertThat(response.getName()).isEqualTo("cvr0-catalog");
            assertThat(response.getStatus()).isEqualTo(Status.UP);
            assertThat(response.getData().orElseThrow())
                    .containsOnlyKeys("state", "current", "loaded")
                    .containsEntry("state", "READY")
                    .containsEntry("current", true);
        }
    }

    @Test
    void shouldReportAnExpiredAndInvalidCatalogAsDataOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("catalog.yaml"), CATALOG);
        SigningKeyPair keys = SigningKeyPair.generate();
        Instant expires = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        new CatalogSigner(keys.signing()).sign(file, new SignedRevision(7, expires));
        Map<String, String> settings = Map.of(
                "cvr0.catalog", file.toString(),
                "cvr0.catalog.reload", "1h",
                "cvr0.catalog.public-key", keys.verifying().toString(),
                "cvr0.catalog.state", folder.resolve("state").toString());
        try (StandalonePlugin plugin = StandalonePlugin.on(new RecordingRegistry())
                .source(SettingSource.of(settings))
                .start()) {
            Files.writeString(file, CATALOG + "# changed\n");
            ((CatalogPolicy) plugin.policy()).reload();

            HealthCheckResponse response = readiness();

            assertThat(response.getStatus()).isEqualTo(Status.UP);
            assertThat(response.getData().orElseThrow())
                    .containsEntry("state", "ERROR")
                    .containsEntry("current", false)
                    .containsEntry("version", 7L)
                    .containsEntry("expires", expires.toString())
                    .hasEntrySatisfying(
                            "expiresInSeconds",
                            seconds -> assertThat((Long) seconds).isBetween(82_800L, 86_400L));
            assertThat(checks().select(Liveness.Literal.INSTANCE)).isEmpty();
        }
    }

    @Test
    void shouldBeReadyWithAnotherPolicy() {
        try (StandalonePlugin plugin = StandalonePlugin.on(new RecordingRegistry())
                .policy(client -> new UnknownClient("unknown"))
                .start()) {
            assertThat(readiness().getStatus()).isEqualTo(Status.UP);
            assertThat(readiness().getData()).isEmpty();
        }
    }

    private static HealthCheckResponse readiness() {
        return checks().select(Readiness.Literal.INSTANCE).get().call();
    }

    private static Instance<HealthCheck> checks() {
        return CDI.current().select(HealthCheck.class, Any.Literal.INSTANCE);
    }

    /** The responses that an implementation of MicroProfile Health creates. */
    private static final class ResponseProvider implements HealthCheckResponseProvider {

        @Override
        public HealthCheckResponseBuilder createResponseBuilder() {
            return new HealthCheckResponseBuilder() {

                private final Map<String, Object> data = new HashMap<>();
                private String name = "";
                private boolean up;

                @Override
                public HealthCheckResponseBuilder name(String text) {
                    name = text;
                    return this;
                }

                @Override
                public HealthCheckResponseBuilder withData(String key, String value) {
                    data.put(key, value);
                    return this;
                }

                @Override
                public HealthCheckResponseBuilder withData(String key, long value) {
                    data.put(key, value);
                    return this;
                }

                @Override
                public HealthCheckResponseBuilder withData(String key, boolean value) {
                    data.put(key, value);
                    return this;
                }

                @Override
                public HealthCheckResponseBuilder up() {
                    return status(true);
                }

                @Override
                public HealthCheckResponseBuilder down() {
                    return status(false);
                }

                @Override
                public HealthCheckResponseBuilder status(boolean isUp) {
                    up = isUp;
                    return this;
                }

                @Override
                public HealthCheckResponse build() {
                    return new HealthCheckResponse(
                            name,
                            up ? Status.UP : Status.DOWN,
                            Optional.of(data).filter(d -> !d.isEmpty()));
                }
            };
        }
    }
}
