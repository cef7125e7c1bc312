// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.decide.DecideRequest;
import dev.cvr0.admin.management.DecisionStatistics;
import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.operation.Access;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Operation;
import dev.cvr0.admin.operation.Role;
import dev.cvr0.api.policy.Decision.Outcome;
import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.policy.Urgency;
import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.CatalogStatus;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Compares {@code src/docs/openapi.yaml} with the code. */
class OpenApiTest {

    private final Object description = read();
    private final HttpApi api =
            HttpApi.of(StubVersions.of(StubVersions.REQUIRED), client -> StubVersions.REQUIRED, 1664);

    @Test
    void shouldListTheOperations() {
        assertThat(map("paths").entrySet().stream()
                        .flatMap(path -> keys(path.getValue())
                                .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey())))
                .containsExactlyInAnyOrderElementsOf(managed().operations().stream()
                        .map(operation -> operation.method() + " " + operation.path())
                        .toList());
    }

    @Test
    void shouldListTheRoleOfEachOperation() {
        for (Operation operation : managed().operations()) {
            String method = operation.method().toLowerCase(Locale.ROOT);
            List<?> security = (List<?>) get("paths", operation.path(), method, "security");
            assertThat(security.get(0))
                    .as(operation.method() + " " + operation.path())
                    .isEqualTo(Map.of("token", List.of(operation.role().keyword())));
            List<String> statuses =
                    keys(get("paths", operation.path(), method, "responses")).toList();
            assertThat(statuses).as(operation.path()).contains("401").isSorted();
            if (operation.role() != Role.VIEWER || !method.equals("get")) {
                assertThat(statuses).as(operation.path()).contains("403");
            }
            if (operation.method().equals("PUT") || operation.method().equals("DELETE")) {
                assertThat(statuses).as(operation.path()).contains("412", "428");
            }
        }
    }

    @Test
    void shouldListTheFieldsOfARequest() {
        assertThat(keys(map("components", "schemas", "DecideRequest", "properties")))
                .containsExactlyElementsOf(DecideRequest.KNOWN);
        assertThat(get("components", "schemas", "DecideRequest", "properties", "lines", "maxItems"))
                .isEqualTo(DecideRequest.MAX_LINES);
        assertThat(get("components", "schemas", "DecideRequest", "properties", "offered", "maxItems"))
                .isEqualTo(DecideRequest.MAX_DIALECTS);
        List<?> forms = (List<?>) get("components", "schemas", "DecideRequest", "oneOf");
        assertThat(forms.get(2)).isEqualTo(Map.of("required", DecideRequest.REQUIRED));
    }

    @Test
    void shouldListTheFieldsOfADecision() {
        List<String> written = keys(load(StandardCharsets.UTF_8
                        .decode(send("{\"line\": \"CVR 1\"}").body())
                        .toString()))
                .toList();

        assertThat(keys(map("components", "schemas", "Decision", "properties"))).containsExactlyElementsOf(written);
        assertThat(get("components", "schemas", "Decision", "required")).isEqualTo(written);
    }

    @Test
    void shouldListTheValuesOfADecision() {
        assertThat(values("outcome")).isEqualTo(namesOrNull(Outcome.values()));
        assertThat(values("urgency")).isEqualTo(namesOrNull(Urgency.values()));
        assertThat(values("enforcement"))
                .isEqualTo(Arrays.stream(Enforcement.values())
                        .map(Enforcement::keyword)
                        .toList());
    }

    @Test
    void shouldListTheFieldsOfAProblem() {
        String problem =
                StandardCharsets.UTF_8.decode(send("{\"line\": 3}").body()).toString();

        assertThat(keys(map("components", "schemas", "Problem", "properties")))
                .containsExactlyElementsOf(keys(load(problem)).toList());
    }

    @Test
    void shouldListTheFieldsAndStatesOfTheStatus() {
        Map<?, ?> status = (Map<?, ?>) load(StatusOperationTest.get(StatusOperationTest.bundled()));

        assertThat(keys(map("components", "schemas", "Status", "properties")))
                .startsWith(keys(status).toArray(String[]::new));
        assertThat(get("components", "schemas", "Status", "required"))
                .isEqualTo(keys(status).toList());
        assertThat(get("components", "schemas", "Status", "properties", "catalog", "required"))
                .isEqualTo(keys(status.get("catalog")).toList());
        assertThat(keys(map("components", "schemas", "Status", "properties", "catalog", "properties")))
                .containsExactlyElementsOf(keys(status.get("catalog")).toList());
        assertThat(get("components", "schemas", "Status", "properties", "state", "enum"))
                .isEqualTo(Arrays.stream(CatalogStatus.State.values())
                        .map(Enum::name)
                        .toList());
    }

    private static HttpApi managed() {
        Management management = new Management(
                StatusOperationTest.bundled(),
                CatalogSettings.read(new SettingsReader(SettingSource.EMPTY)),
                Optional.empty(),
                Path.of("unused"),
                new DecisionStatistics());
        return HttpApi.managed(StubVersions.of(StubVersions.REQUIRED), 1664, management, Access.OPEN);
    }

    private ApiResponse send(String body) {
        return api.handle(Requests.json("POST", "/v1/decide", body))
                .toCompletableFuture()
                .join();
    }

    private List<?> values(String property) {
        return (List<?>) get("components", "schemas", "Decision", "properties", property, "enum");
    }

    private static List<String> namesOrNull(Enum<?>... constants) {
        return Stream.concat(
                        Arrays.stream(constants)
                                .map(constant ->
                                        constant.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                        Stream.of((String) null))
                .toList();
    }

    private Map<?, ?> map(String... path) {
        return (Map<?, ?>) get(path);
    }

    private Object get(String... path) {
        Object value = description;
        for (String key : path) {
            value = Objects.requireNonNull(((Map<?, ?>) value).get(key), key);
        }
        return value;
    }

    private static Stream<String> keys(Object map) {
        return ((Map<?, ?>) map).keySet().stream().map(String.class::cast);
    }

    private static Object read() {
        try {
            return load(Files.readString(Path.of("../../src/docs/openapi.yaml")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Object load(String text) {
        return new Load(LoadSettings.builder().build())
                .loadFromInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
