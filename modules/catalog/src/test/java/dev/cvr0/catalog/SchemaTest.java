// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema accepts what the reader accepts. It rejects what a schema can detect. */
class SchemaTest {

    private static final JsonNode TREE = tree();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(TREE);
    private static final Pattern BLOCK = Pattern.compile("^```yaml\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final String EVERYTHING = """
            format: 1
            zone: UTC
            base-url: http://example.com
            download-hosts: [example.com, '*.example.com']
            languages: [en, es]
            emergency: echo
            freeze: { from: 2026-01-01, until: 2026-02-01T00:00+01:00 }
            releases: { LIB: [1.0, 2, { version: 3.0.1, traits: [ansi, no-p2p, 5] }], OTHER: 6.10 }
            groups:
              g: { locale: es, system-type: [win, mac], system-version: [5.1, { from: 6 }], architecture: i386,
                   library: LIB, client-version: { below: 2 }, codebase: '', user-handle: '@example.com',
                   offered-dialect: MSNP8, remote-address: 192.0.2.0/24, traits: lab }
            unknown-clients:
              - { name: u, when: { library: X }, from: 2026-01-01, until: 2027-01-01, rollout: { from: 5%, to: 100%, over: P7D }, mode: echo }
            blocked: [{ library: LIB, versions: [1.0], reason: a vulnerability, from: 2026-01-01, until: 2027-01-01 }]
            floors: [{ library: LIB, before: 3.0, via: 2, download: /f, fallback: http://example.com }]
            rules:
              - name: 7
                when: { locale: 0x0409, system-type: win, system-version: 5.1, architecture: i386, library: LIB,
                        client-version: 1.0, codebase: [a, ''], user-handle: ann@example.com, offered-dialect: [MSNP8],
                        remote-address: '::1', group: [g] }
                from: 2026-01-01T10:00
                until: 2027-01-01T00:00:00.5Z
                rollout: { percent: 12.5%, salt: s }
                recommend: 3.0.1
                second: 2
                minimum: own
                force-from: 2026-06-01
                enforce: close
                download: /{language}/{version}
                fallback: ftp://example.com/{locale}
                reason: because
              - { name: second, when: { group: g }, recommend: own, urgency: recommended, download: /d, fallback: /f }
            otherwise: { recommend: own, second: own, minimum: own, enforce: 601, download: /, fallback: /, reason: none of them }
            """;

    @Test
    void shouldBeValidJsonSchema() {
        JsonSchema ofSchemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(ofSchemas.validate(TREE)).isEmpty();
    }

    @Test
    void shouldAcceptEveryKey() {
        assertThat(SampleCatalogs.read(EVERYTHING).ruleCount()).isEqualTo(2);
        assertThat(errors(EVERYTHING)).isEmpty();
    }

    @Test
    void shouldAcceptBundledCatalog() {
        assertThat(errors(SampleCatalogs.bundled())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documented")
    void shouldAcceptCatalogsOfGuides(String catalog) {
        assertThat(errors(catalog)).isEmpty();
    }

    static List<String> documented() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("../../src/docs"))) {
            List<String> catalogs = pages.filter(page -> page.toString().endsWith(".md"))
                    .flatMap(page -> BLOCK.matcher(read(page)).results().map(found -> found.group(1)))
                    .filter(text -> text.contains("rules:") && text.contains("otherwise:"))
                    .toList();
            assertThat(catalogs).hasSizeGreaterThan(10);
            return catalogs;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            format: 1                        | format: 2
            zone: UTC                        | zon: UTC
            emergency: echo                  | emergency: strict
            freeze: { from: 2026-01-01,      | freeze: {
            from: 2026-01-01T10:00           | from: yesterday
            OTHER: 6.10                      | OTHER: six
            version: 3.0.1, traits           | traits
            no-p2p                           | No-p2p
            traits: lab                      | traits: [a--b]
            enforce: close                   | enforce: reject
            enforce: 601                     | enforce: 420
            { below: 2 }                     | { under: 2 }
            system-version: [5.1, { from: 6 }] | system-version: []
            group: [g]                       | groups: [g]
            mode: echo                       | mode: loud
            reason: a vulnerability,                  |
            via: 2,                          |
            percent: 12.5%                   | percent: a tenth
            recommend: 3.0.1                 | recommend: [3.0.1]
            urgency: recommended             | urgency: up-to-date
            urgency: recommended,            |
            name: second,                    |
            download: /d,                    | download: d,
            base-url: http://example.com     | base-url: example.com
            """)
    void shouldRejectWhatReaderRejects(String right, String wrong) {
        String invalid = EVERYTHING.replace(right, wrong == null ? "" : wrong);
        assertThat(invalid).isNotEqualTo(EVERYTHING);
        assertThat(SampleCatalogs.problems(invalid)).isNotEmpty();
        assertThat(errors(invalid)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            /properties                                 | format: 1                    | format: 1\\nzzzzzzzz: 1
            /properties/freeze/properties               | freeze: {                    | freeze: { zzzzzzzz: 1,
            /properties/groups/additionalProperties/properties | g: {                  | g: { zzzzzzzz: 1,
            /$defs/release/anyOf/1/properties           | version: 3.0.1, traits       | zzzzzzzz: 3.0.1, traits
            /properties/unknown-clients/anyOf/1/items/properties | - { name: u,        | - { zzzzzzzz: 1, name: u,
            /properties/blocked/items/properties        | blocked: [{                  | blocked: [{ zzzzzzzz: 1,
            /properties/floors/items/properties         | floors: [{                   | floors: [{ zzzzzzzz: 1,
            /properties/rules/items/properties          | - { name: second,            | - { zzzzzzzz: 1, name: second,
            /properties/otherwise/properties            | otherwise: {                 | otherwise: { zzzzzzzz: 1,
            /$defs/when/properties                      | when: { group: g }           | when: { zzzzzzzz: 1 }
            /$defs/span/anyOf/1/properties              | client-version: { below: 2 } | client-version: { zzzzzzzz: 1 }
            /$defs/rollout/anyOf/1/properties           | rollout: { percent           | rollout: { zzzzzzzz: 1, percent
            """)
    void shouldHaveSameKeysAsReader(String place, String where, String withUnknownKey) {
        String text = EVERYTHING.replace(where, withUnknownKey.replace("\\n", "\n"));
        String error = SampleCatalogs.problems(text).stream()
                .filter(problem -> problem.contains("zzzzzzzz: unknown key"))
                .findFirst()
                .orElseThrow();
        Matcher known = Pattern.compile("use one of (.*)").matcher(error);
        assertThat(known.find()).isTrue();
        Set<String> keys = new TreeSet<>(Arrays.asList(known.group(1).split(", ")));
        Set<String> inSchema = new TreeSet<>();
        TREE.at(place).fieldNames().forEachRemaining(inSchema::add);
        assertThat(inSchema).isEqualTo(keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/properties", "/properties/rules/items/properties", "/$defs/when/properties"})
    void shouldDescribeEveryKey(String place) {
        assertThat(TREE.at(place).properties()).isNotEmpty().allSatisfy(entry -> {
            JsonNode value = entry.getValue();
            JsonNode described =
                    value.has("$ref") ? TREE.at(value.get("$ref").asText().substring(1)) : value;
            assertThat(value.has("description") || described.has("description"))
                    .as(entry.getKey())
                    .isTrue();
        });
    }

    private static Set<ValidationMessage> errors(String catalog) {
        return SCHEMA.validate(catalog, InputFormat.YAML);
    }

    private static JsonNode tree() {
        try {
            return new ObjectMapper().readTree(CatalogLoader.class.getResourceAsStream("catalog.schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
