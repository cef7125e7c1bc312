// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Checks the files of the distribution for containers with the schemas of Docker Compose and Kubernetes. */
class ContainerFilesTest {

    private static final Path DIST = Path.of("src/main/dist");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V7);
    private static final JsonSchema COMPOSE = SCHEMAS.getSchema(resource("/dev/cvr0/server/compose.schema.json"));
    private static final ObjectNode KUBERNETES = kubernetes();
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(cvr0\\.[a-z0-9.-]+)` \\|");

    @Test
    void shouldContainAValidComposeFile() throws IOException {
        assertThat(COMPOSE.validate(compose(text("compose/compose.yaml")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"healthcheck", "depends_on", "cap_drop", "configs", "environment", "content", "context"})
    void shouldRejectMisspelledKeysInComposeFiles(String key) throws IOException {
        String misspelled = text("compose/compose.yaml").replace(key + ":", key + "s:");

        assertThat(COMPOSE.validate(compose(misspelled)))
                .extracting(ValidationMessage::getMessage)
                .anyMatch(message -> message.contains("'" + key + "s'"));
    }

    @Test
    void shouldContainValidManifestsOfKubernetes() throws IOException {
        List<JsonNode> manifests = documents(text("kubernetes/cvr0.yaml"));

        assertThat(manifests)
                .extracting(manifest -> manifest.path("apiVersion").asText() + " "
                        + manifest.path("kind").asText())
                .containsExactly("v1 ConfigMap", "v1 Service", "apps/v1 StatefulSet");
        assertThat(manifests)
                .allSatisfy(manifest -> assertThat(validate(manifest)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data",
                "selector",
                "serviceName",
                "fieldRef",
                "tcpSocket",
                "readOnlyRootFilesystem",
                "accessModes"
            })
    void shouldRejectMisspelledKeysInManifestsOfKubernetes(String key) throws IOException {
        String misspelled = text("kubernetes/cvr0.yaml").replace(key + ":", key + "s:");

        assertThat(documents(misspelled).stream().flatMap(manifest -> validate(manifest).stream()))
                .extracting(ValidationMessage::getMessage)
                .anyMatch(message -> message.contains(key + "s"));
    }

    @Test
    void shouldUseKnownSettings() throws IOException {
        Set<String> settings = DOCUMENTED
                .matcher(Files.readString(Path.of("../../src/docs/settings.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        settings.addAll(Set.of("cvr0.jdbc.user", "cvr0.jdbc.password"));
        List<JsonNode> manifests = documents(text("kubernetes/cvr0.yaml"));
        Properties properties = new Properties();
        properties.load(new StringReader(
                manifests.get(0).path("data").path("cvr0.properties").asText()));
        Stream<String> variables = Stream.concat(
                compose(text("compose/compose.yaml")).at("/services/server-1/environment").properties().stream()
                        .map(variable -> variable.getKey()),
                stream(manifests.get(2).at("/spec/template/spec/containers/0/env"))
                        .map(variable -> variable.path("name").asText()));

        assertThat(settings).containsAll(properties.stringPropertyNames());
        assertThat(settings.stream().map(key -> key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT)))
                .containsAll(variables.toList());
    }

    private static Set<ValidationMessage> validate(JsonNode manifest) {
        String group = manifest.path("apiVersion").asText().equals("apps/v1") ? "apps" : "core";
        String definition = "kubernetes_" + group + "_" + manifest.path("kind").asText();
        assertThat(KUBERNETES.path("definitions").has(definition))
                .as(definition)
                .isTrue();
        ObjectNode schema = KUBERNETES.deepCopy().put("$ref", "#/definitions/" + definition);
        return SCHEMAS.getSchema(schema).validate(manifest);
    }

    /**
     * Returns the schema that fabric8 generates from the types of Kubernetes. It describes two types by their classes, and
     * permits unknown keys.
     */
    private static ObjectNode kubernetes() {
        ObjectNode definitions =
                (ObjectNode) resource("/schema/validation-schema.json").path("definitions");
        JsonNode text = MAPPER.createObjectNode().set("type", MAPPER.valueToTree(List.of("string", "integer")));
        Stream.of(
                        "k8s_io_apimachinery_pkg_api_resource_Quantity",
                        "kubernetes_apimachinery_pkg_util_intstr_IntOrString")
                .forEach(type -> assertThat(definitions.replace(type, text)).isNotNull());
        forbidUnknownKeys(definitions);
        return MAPPER.createObjectNode().set("definitions", definitions);
    }

    private static void forbidUnknownKeys(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        node.forEach(ContainerFilesTest::forbidUnknownKeys);
    }

    private static JsonNode compose(String yaml) {
        return documents(yaml).get(0);
    }

    /** Parses YAML with merge keys, as Docker Compose does. */
    private static List<JsonNode> documents(String yaml) {
        Iterable<Object> documents = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml);
        return StreamSupport.stream(documents.spliterator(), false)
                .<JsonNode>map(MAPPER::valueToTree)
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String text(String file) throws IOException {
        return Files.readString(DIST.resolve(file));
    }

    private static JsonNode resource(String name) {
        try (InputStream stream = ContainerFilesTest.class.getResourceAsStream(name)) {
            return MAPPER.readTree(Objects.requireNonNull(stream, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
