// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import static dev.cvr0.admin.ManagedServer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.ManagedServer;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Compares each response of the operations that read with its schema in {@code src/docs/openapi.yaml}. */
class ViewOpenApiTest {

    private static final String CATALOG = """
            format: 1
            releases: { MSNMSGR: [6.0.0602, 6.2.0205, 7.0.0813] }
            rules:
              - name: to-7
                when: { library: MSNMSGR, client-version: 6.0.0602 }
                until: 2999-01-01T00:00:00Z
                recommend: 7.0.0813
                minimum: own
                download: http://a.example/7
                fallback: http://a.example/
            otherwise: { recommend: own, minimum: own, download: http://a.example/, fallback: http://a.example/ }
            """;

    private final Map<?, ?> description = read();
    private final Set<String> seen = new HashSet<>();

    @TempDir
    private Path folder;

    @Test
    void shouldDescribeEachFieldOfTheResponses() throws IOException {
        Path file = Files.writeString(folder.resolve("catalog.yaml"), CATALOG);
        try (ManagedServer server = ManagedServer.start(folder, Map.of("cvr0.catalog", file.toString()))) {
            server.decide("CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602");
            server.decide("CVR 2 0x0409 winnt 5.1 i386 OTHER 6.0.0602");
            String files = "\"files\":{\"a.yaml\":\"format: 9\"}";
            String line = "\"CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.2.0205\"";

            check("Me", server.get("/v1/me"));
            check("Status", server.get("/v1/status"));
            check("Node", ((JsonArray) ok(server.send("GET", "/v1/nodes", ""))).get(0));
            check("ClientsOverTime", server.get("/v1/clients"));
            check("ClientKinds", server.get("/v1/clients/kinds"));
            check("CatalogListing", server.get("/v1/catalog"));
            check("CatalogFile", server.get("/v1/catalog/files/catalog.yaml"));
            check("Explanations", server.post("/v1/explain", "{\"lines\":[" + line + ", \"CVQ 1\", \"CVQ x\"]}"));
            check("Check", server.post("/v1/check", "{" + files + "}"));
            check("Diff", server.post("/v1/diff", "{\"after\":\"served\"}"));
        }

        assertThat(seen).contains("$.answers.steps", "$.rules", "$.scheduled", "$.series", "$.kinds", "$.errors");
    }

    @ParameterizedTest
    @CsvSource({"explain, ExplainRequest", "check, CheckRequest", "diff, DiffRequest"})
    void shouldListTheFieldsOfRequests(String path, String schema) throws IOException {
        try (ManagedServer server = ManagedServer.start(folder, Map.of())) {
            String problem = server.problem("POST", "/v1/" + path, "{\"an-unknown-field\": 1}", 400);

            assertThat(List.of(problem.substring(problem.indexOf("use one of ") + "use one of ".length())
                            .split(", ")))
                    .containsAll(keys(schema(schema), "properties"));
        }
    }

    private void check(String schema, JsonValue value) {
        check(schema(schema), value, "$");
    }

    private void check(Map<?, ?> declared, JsonValue value, String at) {
        Map<?, ?> schema = declared.containsKey("$ref")
                ? schema(((String) Objects.requireNonNull(declared.get("$ref"))).replaceFirst(".*/", ""))
                : declared;
        seen.add(at);
        if (schema.get("enum") instanceof List<?> constants) {
            assertThat(constants).as(at).map(String::valueOf).contains(text(value));
            return;
        }
        List<?> types =
                schema.get("type") instanceof List<?> several ? several : List.of(String.valueOf(schema.get("type")));
        assertThat(types).as(at).map(String::valueOf).contains(type(value));
        if (value instanceof JsonArray array) {
            array.forEach(item -> check((Map<?, ?>) Objects.requireNonNull(schema.get("items")), item, at));
        } else if (value instanceof JsonObject object && schema.containsKey("properties")) {
            checkFields(schema, object, at);
        } else if ("date-time".equals(schema.get("format")) && value instanceof JsonString time) {
            assertThat(Instant.parse(time.getString())).isAfter(Instant.EPOCH);
        }
    }

    private void checkFields(Map<?, ?> schema, JsonObject object, String at) {
        Set<String> fields = keys(schema, "properties");
        List<?> required = (List<?>) Objects.requireNonNull(schema.get("required"), at);
        assertThat(fields).as(at).containsAll(object.keySet());
        assertThat(object.keySet())
                .as(at)
                .containsAll(required.stream().map(String.class::cast).toList());
        if (!at.equals("$.errors")) { // a problem of a whole file has no line
            assertThat(object.keySet()).as(at).containsExactlyElementsOf(fields);
        }
        object.forEach((name, field) -> check(
                (Map<?, ?>) ((Map<?, ?>) Objects.requireNonNull(schema.get("properties"))).get(name),
                field,
                at + "." + name));
    }

    private static String type(JsonValue value) {
        return switch (value.getValueType()) {
            case TRUE, FALSE -> "boolean";
            case NUMBER -> "integer";
            default -> value.getValueType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }

    private static Set<String> keys(Map<?, ?> schema, String name) {
        return ((Map<?, ?>) Objects.requireNonNull(schema.get(name)))
                .keySet().stream().map(String.class::cast).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Map<?, ?> schema(String name) {
        Object found = description;
        for (String key : List.of("components", "schemas", name)) {
            found = Objects.requireNonNull(((Map<?, ?>) found).get(key), key);
        }
        return (Map<?, ?>) found;
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
