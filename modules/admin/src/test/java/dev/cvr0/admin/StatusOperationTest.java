// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.CatalogSigner;
import dev.cvr0.catalog.ExplanationListener;
import dev.cvr0.catalog.ReloadingCatalog;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKeyPair;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import jakarta.enterprise.inject.Instance;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusOperationTest {

    private static final String CATALOG = """
            format: 1
            releases: { LIB: 1.0 }
            rules: []
            otherwise: { recommend: own, minimum: own, download: http://a.example/, fallback: http://a.example/ }
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldDescribeTheBundledCatalog() {
        JsonObject status = parse(get(bundled()));

        assertThat(status.getString("state")).isEqualTo("READY");
        assertThat(status.getString("node")).isEqualTo("node-1");
        assertThat(status.getJsonArray("errors")).isEmpty();
        JsonObject catalog = status.getJsonObject("catalog");
        assertThat(catalog.getString("source")).isEqualTo("bundled.yaml");
        assertThat(catalog.getString("digest")).matches("[0-9a-f]{64}");
        assertThat(Instant.parse(catalog.getString("loadedAt"))).isBefore(Instant.now());
        assertThat(catalog.isNull("version")).isTrue();
        assertThat(catalog.isNull("expires")).isTrue();
    }

    @Test
    void shouldDescribeASignedCatalogWithAnInvalidChange() throws IOException {
        Path file = Files.writeString(folder.resolve("catalog.yaml"), CATALOG);
        SigningKeyPair keys = SigningKeyPair.generate();
        new CatalogSigner(keys.signing()).sign(file, new SignedRevision(7, Instant.parse("2999-01-01T00:00:00Z")));
        CatalogPolicy policy = policy(Map.of(
                "cvr0.catalog",
                file.toString(),
                "cvr0.catalog.public-key",
                keys.verifying().toString(),
                "cvr0.catalog.state",
                folder.resolve("state").toString(),
                "cvr0.catalog.reload",
                "1h"));
        Files.writeString(file, CATALOG + "# changed\n");
        policy.reload();

        JsonObject status = parse(get(policy));

        assertThat(status.getString("state")).isEqualTo("ERROR");
        assertThat(status.getJsonArray("errors").getString(0)).startsWith(file + ": the file does not match");
        assertThat(status.getJsonObject("catalog").getInt("version")).isEqualTo(7);
        assertThat(status.getJsonObject("catalog").getString("expires")).isEqualTo("2999-01-01T00:00:00Z");
    }

    @Test
    void shouldDescribeAServerWithAnotherPolicy() {
        JsonObject status = parse(get(client -> StubVersions.REQUIRED));

        assertThat(status.getString("state")).isEqualTo("READY");
        assertThat(status.isNull("node")).isTrue();
        assertThat(status.isNull("catalog")).isTrue();
    }

    static CatalogPolicy bundled() {
        return policy(Map.of("cvr0.node", "node-1"));
    }

    /** Sends a request for the status to the API, and returns the body of the response. */
    static String get(VersionPolicy policy) {
        ApiResponse response = HttpApi.of(StubVersions.of(StubVersions.REQUIRED), policy, 1664)
                .handle(Requests.json("GET", "/v1/status", ""))
                .toCompletableFuture()
                .join();
        assertThat(response.status()).isEqualTo(200);
        return StandardCharsets.UTF_8.decode(response.body()).toString();
    }

    @SuppressWarnings("unchecked")
    private static CatalogPolicy policy(Map<String, String> values) {
        SettingSource source = SettingSource.of(values);
        CatalogSettings settings = CatalogSettings.read(new SettingsReader(source));
        Instance<ExplanationListener> none = (Instance<ExplanationListener>) Proxy.newProxyInstance(
                Instance.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> Stream.empty());
        return new CatalogPolicy(ReloadingCatalog.open(settings, source), settings, none);
    }

    private static JsonObject parse(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
