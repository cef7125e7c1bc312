// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.catalog.CatalogSigner;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryTest {

    private static final String RELEASE = "CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com";
    private static final String HEAD = """
            format: 1
            base-url: http://example.com/
            """;
    private static final String ANSWER = "recommend: own, minimum: own, download: /any, fallback: http://example.com";
    private static final String OTHERWISE = "otherwise: { " + ANSWER + " }\n";
    private static final String CATALOG = HEAD + "releases: { LIB: [1.0, 2.00] }\n" + """
            rules:
              - { name: first, when: { client-version: 1.0 }, reason: old, %s }
            blocked:
              - { library: LIB, versions: 2.0, reason: crashes }
            unknown-clients:
              - { name: strangers, when: { library: X }, mode: echo }
            """.formatted(ANSWER) + OTHERWISE;

    @TempDir
    private Path folder;

    @Test
    void shouldCountDecisionsAndClients() {
        try (MeteredPlugin plugin = MeteredPlugin.of(Map.of())) {
            plugin.ask(RELEASE);
            plugin.ask(RELEASE);

            assertThat(plugin.points("cvr0.decisions")).hasSize(1).allSatisfy((attributes, count) -> {
                assertThat(attributes).containsEntry("library", "MSNMSGR").containsEntry("outcome", "decided");
                assertThat(plugin.catalog().catalog().source()).isEqualTo("bundled.yaml");
                assertThat(attributes.get("rule")).isNotEqualTo("other");
                assertThat(count).isEqualTo(2L);
            });
            assertThat(plugin.points("cvr0.clients"))
                    .isEqualTo(Map.of(Map.of("library", "MSNMSGR", "version", "6.1.0211"), 2L));
            assertThat(plugin.points("cvr0.decision.duration")).isEqualTo(Map.of(Map.of("outcome", "decided"), 2L));
        }
    }

    @Test
    void shouldNameTheRuleWhateverItsReasonIs() throws IOException {
        try (MeteredPlugin plugin = MeteredPlugin.of(settings(write(CATALOG), "lenient"))) {
            plugin.ask("CVQ 1 0x0409 winnt 5.1 i386 LIB 1.0");
            plugin.ask("CVQ 1 0x0409 winnt 5.1 i386 LIB 2.0");
            plugin.ask("CVQ 1 0x0409 winnt 5.1 i386 X 9.9");
            plugin.ask("CVQ 1 0x0409 winnt 5.1 i386 Y 9.9");

            assertThat(plugin.points("cvr0.decisions"))
                    .isEqualTo(Map.of(
                            Map.of("library", "LIB", "outcome", "decided", "rule", "first"), 1L,
                            Map.of("library", "LIB", "outcome", "refused", "rule", "otherwise"), 1L,
                            Map.of("library", "other", "outcome", "decided", "rule", "strangers"), 1L,
                            Map.of("library", "other", "outcome", "unknown_client_allowed", "rule", "other"), 1L));
        }
    }

    @Test
    void shouldUseTheSpellingOfTheCatalog() throws IOException {
        try (MeteredPlugin plugin = MeteredPlugin.of(settings(write(CATALOG), "strict"))) {
            plugin.ask("CVQ 1 0x0409 winnt 5.1 i386 LIB 002.0.0.0");
            plugin.ask("CVQ 1 0x0409 winnt 5.1 i386 LIB 3.0");

            assertThat(plugin.points("cvr0.clients"))
                    .isEqualTo(Map.of(
                            Map.of("library", "LIB", "version", "2.00"), 1L,
                            Map.of("library", "LIB", "version", "other"), 1L));
        }
    }

    @Test
    void shouldKnowTheReleasesOfAReloadedCatalog() throws IOException {
        Path file = write(CATALOG);
        try (MeteredPlugin plugin = MeteredPlugin.of(settings(file, "strict"))) {
            plugin.ask("CVQ 1 0x0409 winnt 5.1 i386 LIB 3.0");
            write(CATALOG.replace("2.00]", "2.00, 3.0]"));
            plugin.catalog().reload();
            plugin.ask("CVQ 1 0x0409 winnt 5.1 i386 LIB 3.0");

            assertThat(plugin.points("cvr0.clients"))
                    .isEqualTo(Map.of(
                            Map.of("library", "LIB", "version", "3.0"), 1L,
                            Map.of("library", "LIB", "version", "other"), 1L));
        }
    }

    @Test
    void shouldBoundTheNumberOfCombinations() throws IOException {
        int count = 2 * BoundedAttributes.MAX_COMBINATIONS;
        String releases = versions(count).collect(Collectors.joining(", "));
        String rules = versions(count)
                .map(version ->
                        "  - { name: r" + version + ", when: { client-version: " + version + " }, " + ANSWER + " }\n")
                .collect(Collectors.joining());
        String catalog = HEAD + "releases: { LIB: [" + releases + "] }\nrules:\n" + rules + OTHERWISE;
        try (MeteredPlugin plugin = MeteredPlugin.of(settings(write(catalog), "strict"))) {
            versions(count).forEach(version -> plugin.ask("CVQ 1 0x0409 winnt 5.1 i386 LIB " + version));

            assertThat(plugin.points("cvr0.decisions"))
                    .hasSize(BoundedAttributes.MAX_COMBINATIONS + 1)
                    .containsEntry(
                            Map.of("library", "other", "outcome", "decided", "rule", "other"),
                            (long) count - BoundedAttributes.MAX_COMBINATIONS);
            assertThat(plugin.points("cvr0.clients"))
                    .hasSize(BoundedAttributes.MAX_COMBINATIONS + 1)
                    .containsEntry(
                            Map.of("library", "other", "version", "other"),
                            (long) count - BoundedAttributes.MAX_COMBINATIONS);
        }
    }

    @Test
    void shouldDescribeASignedCatalog() throws IOException {
        Path file = write(CATALOG);
        SigningKeyPair keys = SigningKeyPair.generate();
        Instant expires = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        new CatalogSigner(keys.signing()).sign(file, new SignedRevision(7, expires));
        Map<String, String> settings = Map.of(
                "cvr0.catalog", file.toString(),
                "cvr0.catalog.reload", "1h",
                "cvr0.catalog.public-key", keys.verifying().toString(),
                "cvr0.catalog.state", folder.resolve("state").toString());
        try (MeteredPlugin plugin = MeteredPlugin.of(settings)) {
            assertThat(plugin.points("cvr0.catalog.version")).isEqualTo(Map.of(Map.of(), 7L));
            assertThat(plugin.points("cvr0.catalog.current")).isEqualTo(Map.of(Map.of(), 1L));
            assertThat(plugin.points("cvr0.catalog.age").get(Map.of()))
                    .asInstanceOf(DOUBLE)
                    .isBetween(0.0, 3600.0);
            assertThat(plugin.points("cvr0.catalog.expires_in").get(Map.of()))
                    .asInstanceOf(DOUBLE)
                    .isBetween(82_800.0, 86_400.0);

            write("invalid");
            plugin.catalog().reload();

            assertThat(plugin.points("cvr0.catalog.current")).isEqualTo(Map.of(Map.of(), 0L));
            assertThat(plugin.points("cvr0.catalog.loads"))
                    .isEqualTo(Map.of(
                            Map.of("result", "loaded"), 1L,
                            Map.of("result", "rejected"), 1L,
                            Map.of("result", "unavailable"), 0L));
        }
    }

    @Test
    void shouldNotInventAVersionOfAnUnsignedCatalog() {
        try (MeteredPlugin plugin = MeteredPlugin.of(Map.of())) {
            assertThat(plugin.metrics())
                    .contains("cvr0.catalog.age")
                    .doesNotContain("cvr0.catalog.version", "cvr0.catalog.expires_in");
        }
    }

    @Test
    void shouldRecordDecisionsOfAnotherPolicy() {
        try (MeteredPlugin plugin = MeteredPlugin.of(client -> new UnknownClient("LIB is unknown"))) {
            plugin.ask(RELEASE);

            assertThat(plugin.points("cvr0.decisions"))
                    .isEqualTo(Map.of(
                            Map.of("library", "other", "outcome", "unknown_client_allowed", "rule", "other"), 1L));
            assertThat(plugin.metrics())
                    .containsExactlyInAnyOrder("cvr0.decisions", "cvr0.clients", "cvr0.decision.duration");
        }
    }

    @Test
    void shouldRecordFailures() {
        try (MeteredPlugin plugin = MeteredPlugin.of(client -> {
            throw new IllegalStateException("no decision");
        })) {
            plugin.ask(RELEASE);

            assertThat(plugin.points("cvr0.decision.duration")).isEqualTo(Map.of(Map.of("outcome", "failed"), 1L));
        }
    }

    @Test
    void shouldReadTheCountersOfTheHost() {
        HostMetrics host = new HostMetrics() {
            @Override
            public int connections() {
                return 3;
            }

            @Override
            public Map<String, Long> rejections() {
                return Map.of("cvr0.max-connections", 5L);
            }

            @Override
            public Map<String, Long> relayEvents() {
                return Map.of("agreed", 7L);
            }
        };
        try (MeteredPlugin plugin = MeteredPlugin.of(host)) {
            assertThat(plugin.points("cvr0.connections")).isEqualTo(Map.of(Map.of(), 3L));
            assertThat(plugin.points("cvr0.rejections")).isEqualTo(Map.of(Map.of("limit", "cvr0.max-connections"), 5L));
            assertThat(plugin.points("cvr0.relay.events")).isEqualTo(Map.of(Map.of("event", "agreed"), 7L));
        }
    }

    @Test
    void shouldStopObservingWhenItIsClosed() {
        MeteredPlugin plugin = MeteredPlugin.of(Map.of());
        assertThat(plugin.metrics()).contains("cvr0.catalog.age");

        plugin.close();

        assertThat(plugin.metrics()).isEmpty();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("catalog.yaml"), text);
    }

    private static Map<String, String> settings(Path catalog, String unknownClients) {
        return Map.of(
                "cvr0.catalog",
                catalog.toString(),
                "cvr0.catalog.reload",
                "1h",
                "cvr0.policy.unknown-clients",
                unknownClients);
    }

    private static Stream<String> versions(int count) {
        return IntStream.range(0, count).mapToObj(number -> "1." + number);
    }
}
