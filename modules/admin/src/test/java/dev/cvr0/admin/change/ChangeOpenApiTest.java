// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.change.ManagedServer.Result;
import dev.cvr0.admin.management.Draft;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Compares the schemas of the changes in {@code src/docs/openapi.yaml} with the code. */
class ChangeOpenApiTest {

    private final Map<?, ?> description = read();

    @TempDir
    private Path temp;

    @Test
    void shouldListTheFieldsOfResponses() {
        try (ManagedServer server = new ManagedServer(temp)) {
            server.plan("a", ManagedServer.text("2.0"));
            server.sign("ann", "a", server.ann);
            Result signed = server.sign("bob", "a", server.bob).expect(200);
            Result invalid = server.create("b", ManagedServer.files(Map.of("b.yaml", "format: 9\n")));

            assertFields(signed.json(), "Draft");
            assertFields(server.get("/v1/drafts").array().getJsonObject(0), "DraftSummary");
            JsonObject publication = signed.json().getJsonObject("publication");
            assertFields(publication, "DraftPublication");
            assertFields(
                    publication.getJsonArray("signatures").getJsonObject(0),
                    "DraftPublication",
                    "properties",
                    "signatures",
                    "items");
            assertThat(map("Located", "properties").keySet())
                    .isEqualTo(invalid.json()
                            .getJsonArray("errors")
                            .getJsonObject(0)
                            .keySet());
            assertFields(server.get("/v1/emergency").json(), "Emergency");
            assertFields(server.publish("ann", "a").expect(200).json(), "Publication");
        }
    }

    /** The server names the permitted fields in the problem. */
    @ParameterizedTest
    @CsvSource({
        "PUT, '', DraftChange",
        "PUT, /publication, PublicationPlan",
        "POST, /signatures, SignedDocument",
        "POST, /publish, PublishRequest"
    })
    void shouldListTheFieldsOfRequests(String method, String path, String schema) {
        try (ManagedServer server = new ManagedServer(temp)) {
            assertThat(server.change("ann", method, "/v1/drafts/a" + path, "x", "{\"unknown-field\": 1}")
                            .expect(400)
                            .detail())
                    .endsWith("use one of "
                            + String.join(
                                    ", ",
                                    map(schema, "properties").keySet().stream()
                                            .map(String.class::cast)
                                            .toList()));
        }
    }

    @Test
    void shouldContainTheNamesOfDrafts() {
        Map<?, ?> schema = (Map<?, ?>) Objects.requireNonNull(
                ((Map<?, ?>) get(description, "components", "parameters", "Draft")).get("schema"));
        String pattern = (String) Objects.requireNonNull(schema.get("pattern"));

        for (String name : List.of("a", "a".repeat(40), "a".repeat(41), "-", "A", "0-", "")) {
            assertThat(name.matches(pattern)).as(name).isEqualTo(Draft.isName(name));
        }
    }

    private void assertFields(JsonObject written, String... schema) {
        Map<?, ?> found = map(schema);
        assertThat(((Map<?, ?>) Objects.requireNonNull(found.get("properties"))).keySet())
                .isEqualTo(written.keySet());
        assertThat((List<?>) Objects.requireNonNull(found.get("required")))
                .map(Object::toString)
                .containsExactlyInAnyOrderElementsOf(written.keySet());
    }

    private Map<?, ?> map(String... path) {
        return (Map<?, ?>) get(get(description, "components", "schemas"), path);
    }

    private static Object get(Object from, String... path) {
        Object value = from;
        for (String key : path) {
            value = Objects.requireNonNull(((Map<?, ?>) value).get(key), key);
        }
        return value;
    }

    private static Map<?, ?> read() {
        try {
            return (Map<?, ?>) new Load(LoadSettings.builder().build())
                    .loadFromString(Files.readString(Path.of("../../src/docs/openapi.yaml")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
