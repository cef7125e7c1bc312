// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.SampleClients.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.diff.CatalogDiff;
import dev.cvr0.catalog.diff.CatalogDiff.Change;
import dev.cvr0.catalog.diff.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogDiffTest {

    private static final ClientProfile OLD = SampleClients.of("0x0409 winnt 5.1 i386 LIB 1.0");
    private static final ClientProfile NEW = SampleClients.of("0x0409 winnt 5.1 i386 LIB 6.10");

    @Test
    void shouldFindNoDifferenceBetweenEqualCatalogs() {
        Catalog catalog = SampleCatalogs.withCondition("{ library: LIB }");
        assertThat(catalog.diff(catalog).changes(List.of(OLD, NEW), NOW)).isEmpty();
    }

    @Test
    void shouldGroupClientsWithSameChange() {
        Catalog before = SampleCatalogs.withCondition("{ library: LIB, client-version: 1.0 }");
        Catalog after = SampleCatalogs.withCondition("{ library: LIB, client-version: 6.10 }");
        assertThat(before.diff(after).changes(List.of(NEW, OLD, NEW), NOW))
                .containsExactly(
                        new Change(
                                "up to date: version own, minimum own, download http://example.com/base/any, fallback"
                                        + " http://example.com (otherwise)",
                                "up to date: version 2.0, minimum 1.0, download http://example.com/base/d, fallback"
                                        + " http://example.com (only)",
                                List.of(NEW, NEW)),
                        new Change(
                                "recommended: version 2.0, minimum own, download http://example.com/base/d, fallback"
                                        + " http://example.com (only)",
                                "up to date: version own, minimum own, download http://example.com/base/any, fallback"
                                        + " http://example.com (otherwise)",
                                List.of(OLD)));
    }

    @Test
    void shouldIgnoreChangedReason() {
        Catalog before = SampleCatalogs.withCondition("{ library: LIB }");
        Catalog after =
                SampleCatalogs.read(SampleCatalogs.HEAD + "rules:\n  - { name: renamed, when: {}, reason: because, "
                        + SampleCatalogs.ANSWER + " }\n" + SampleCatalogs.TAIL);
        assertThat(before.diff(after).changes(List.of(OLD), NOW)).isEmpty();
    }

    @Test
    void shouldFindChangeAtItsTransition() {
        Catalog before = SampleCatalogs.withCondition("{ library: OTHER }");
        Catalog after = SampleCatalogs.read(SampleCatalogs.HEAD
                + "rules:\n  - { name: later, when: {}, from: 2026-02-01T00:00Z, force-from: 2026-03-01T00:00Z, "
                + SampleCatalogs.ANSWER + " }\n" + SampleCatalogs.TAIL);
        CatalogDiff diff = before.diff(after);
        Instant begins = Instant.parse("2026-02-01T00:00:00Z");
        Instant forced = Instant.parse("2026-03-01T00:00:00Z");
        assertThat(transitions(diff, OLD)).containsExactly(begins, forced);
        assertThat(diff.changes(List.of(OLD), NOW)).isEmpty();
        assertThat(diff.changes(List.of(OLD), begins))
                .singleElement()
                .extracting(Change::after)
                .asString()
                .startsWith("recommended");
        assertThat(diff.changes(List.of(OLD), forced))
                .singleElement()
                .extracting(Change::after)
                .asString()
                .startsWith("required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "locale: pt-br",
                "system-type: mac",
                "system-version: { from: 9.5, below: 9.6 }",
                "system-version: { from: 9.5 }",
                "architecture: ppc",
                "library: OTHER",
                "client-version: 6.1",
                "codebase: ODD",
                "user-handle: ann@example.org",
                "user-handle: '@example.net'",
                "offered-dialect: MSNP3",
                "remote-address: '2001:db8::/32'",
                "group: [a, b]",
                "group: a",
                "locale: es, system-type: mac, codebase: ODD, offered-dialect: MSNP3"
            })
    void shouldRepresentClientsOfNewRule(String when) {
        String head = SampleCatalogs.HEAD + "groups: { a: { locale: de, architecture: x64 }, b: { locale: fr } }\n";
        Catalog before = SampleCatalogs.read(head + "rules: []\n" + SampleCatalogs.TAIL);
        Catalog after = SampleCatalogs.read(head + "rules:\n  - { name: new, when: { " + when + " }, "
                + SampleCatalogs.ANSWER + " }\n" + SampleCatalogs.TAIL);
        assertThat(changed(before, after, 10_000)).isNotEmpty();
        assertThat(changed(after, before, 10_000)).isNotEmpty();
    }

    @Test
    void shouldRepresentClientsOfLargerRollout() {
        assertThat(changed(rollout("20%"), rollout("80%"), 10_000)).isNotEmpty();
    }

    @Test
    void shouldRepresentUnknownAndBlockedClients() {
        Catalog before = SampleCatalogs.read(SampleCatalogs.HEAD + "rules: []\n" + SampleCatalogs.TAIL);
        Catalog unknown = SampleCatalogs.read(SampleCatalogs.HEAD
                + "unknown-clients: [{ name: a, when: { library: THIRD }, mode: echo }]\nrules: []\n"
                + SampleCatalogs.TAIL);
        Catalog block = SampleCatalogs.read(
                SampleCatalogs.HEAD + "blocked: [{ library: LIB, versions: 6.1, reason: a vulnerability }]\nrules: []\n"
                        + SampleCatalogs.TAIL);
        assertThat(changed(before, unknown, 10_000)).isNotEmpty();
        assertThat(changed(before, block, 10_000)).isNotEmpty();
    }

    @Test
    void shouldRepresentEachValueAboveLimit() {
        Catalog before = SampleCatalogs.read(SampleCatalogs.HEAD + "rules: []\n" + SampleCatalogs.TAIL);
        Catalog after =
                SampleCatalogs.read(SampleCatalogs.HEAD + """
                rules:
                  - { name: a, when: { locale: [en, es, de], architecture: [a, b, c] }, %1$s }
                  - { name: b, when: { system-type: [a, b, c], codebase: [a, b, c] }, %1$s }
                  - { name: c, when: { user-handle: [a, b, c] }, %1$s }
                """.formatted(SampleCatalogs.ANSWER) + SampleCatalogs.TAIL);
        Set<ClientProfile> clients = before.diff(after).representativeClients(500);
        assertThat(clients).hasSizeLessThan(1000);
        assertThat(clients.stream().map(client -> client.program().codebase()).collect(Collectors.toSet()))
                .contains("a", "b", "c", "");
        assertThat(clients.stream().map(ClientProfile::userHandle).collect(Collectors.toSet()))
                .contains("a", "b", "c");
    }

    @Test
    void shouldDescribeSecondVersionRefusalAndUnknownClient() {
        Catalog before = SampleCatalogs.withCondition("{ library: OTHER }");
        Catalog after = SampleCatalogs.read(SampleCatalogs.HEAD.replace("LIB: [1.0, ", "LIB: [")
                + "unknown-clients: [{ name: old, when: { library: LIB }, mode: strict }]\n"
                + "rules:\n  - { name: two, when: {}, recommend: 6.10, second: 6.1, minimum: 2.0, download: /d,"
                + " fallback: http://example.com }\n" + SampleCatalogs.TAIL);
        ClientProfile other = SampleClients.of("0x0409 winnt 5.1 i386 LIB 2.0");
        ClientProfile unknown = SampleClients.of("0x0409 winnt 5.1 i386 LIB 9.9");

        List<Change> changes = before.diff(after).changes(List.of(other, OLD, unknown), NOW);

        assertThat(changes)
                .map(Change::after)
                .containsExactly(
                        "recommended: version 6.10, second 6.1, minimum own, download http://example.com/base/d,"
                                + " fallback http://example.com (two)",
                        "refused (old: version '1.0' of 'LIB' is not listed under releases)",
                        "refused (old: version '9.9' of 'LIB' is not listed under releases)");
        assertThat(changes)
                .last()
                .extracting(Change::before)
                .isEqualTo("unknown client: cvr0.policy.unknown-clients applies (version '9.9' of 'LIB' is not listed"
                        + " under releases)");
    }

    @Test
    void shouldListTransitionsOfBothCatalogsAfterStart() {
        Catalog before = SampleCatalogs.read(SampleCatalogs.HEAD
                + "freeze: { from: 2026-04-01T00:00Z, until: 2026-05-01T00:00Z }\n"
                + "blocked:\n"
                + "  - { library: LIB, versions: 1.0, reason: crashes, from: 2025-01-01T00:00Z }\n"
                + "  - { library: LIB, versions: 6.10, reason: crashes, from: 2026-04-15T00:00Z }\nrules: []\n"
                + SampleCatalogs.TAIL);
        Catalog after = SampleCatalogs.read(SampleCatalogs.HEAD + "unknown-clients:\n"
                + "  - { name: a, when: {}, until: 2026-02-01T00:00Z, mode: echo }\nrules: []\n"
                + SampleCatalogs.TAIL.replace(
                        "recommend: own, minimum: own,",
                        "recommend: 2.0, minimum: 1.0, " + "force-from: 2026-03-01T00:00Z,"));

        assertThat(transitions(before.diff(after), OLD, NEW, SampleClients.of("0x0409 winnt 5.1 i386 THIRD 1.0")))
                .containsExactly(
                        NOW,
                        Instant.parse("2026-02-01T00:00:00Z"),
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Instant.parse("2026-05-01T00:00:00Z"));
    }

    @Test
    void shouldCompareManyRulesWithBoundedClients() {
        Catalog before = manyRules("1.0");
        Catalog after = manyRules("2.0");
        CatalogDiff diff = before.diff(after);

        Set<ClientProfile> clients = diff.representativeClients(10_000);
        Timeline timeline = diff.timeline(clients, NOW, compared -> {});

        assertThat(clients).hasSizeLessThanOrEqualTo(10_000);
        assertThat(timeline.complete()).isTrue();
        assertThat(timeline.transitions()).hasSize(1000);
        assertThat(timeline.transitions().values())
                .allSatisfy(transition -> assertThat(transition.changes()).isNotEmpty());
    }

    @Test
    void shouldListDifferencesOnlyWhenTheyBeginChangeOrEnd() {
        String rule = "rules:\n  - { name: a, when: {}, from: 2026-02-01T00:00Z, until: 2026-03-01T00:00Z, "
                + SampleCatalogs.ANSWER + " }\n";
        Catalog before = SampleCatalogs.read(SampleCatalogs.HEAD + "rules: []\n" + SampleCatalogs.TAIL);
        Catalog after = SampleCatalogs.read(SampleCatalogs.HEAD + rule + SampleCatalogs.TAIL);

        Timeline timeline = before.diff(after).timeline(List.of(OLD, NEW), NOW, compared -> {});

        assertThat(timeline.transitions().keySet())
                .containsExactly(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(timeline.transitions().get(timeline.transitions().lastKey()).changes())
                .isEmpty();
        assertThat(timeline.transitions().get(timeline.transitions().lastKey()).ended())
                .isNotEmpty();
    }

    private static Set<Instant> transitions(CatalogDiff diff, ClientProfile... clients) {
        return diff.timeline(List.of(clients), NOW, compared -> {})
                .transitions()
                .keySet();
    }

    // Each rule has its own user, two systems and a different time at which it begins.
    private static Catalog manyRules(String recommended) {
        StringBuilder rules = new StringBuilder("rules:\n");
        for (int rule = 0; rule < 1000; rule++) {
            rules.append(
                            "  - { name: r%d, when: { library: LIB, user-handle: u%d@example.com, system-type: [win, mac] },"
                                    .formatted(rule, rule))
                    .append(" from: %s, ".formatted(NOW.plusSeconds(1 + rule)))
                    .append("recommend: %s, minimum: own, download: /d, fallback: http://example.com }%n"
                            .formatted(recommended));
        }
        return SampleCatalogs.read(SampleCatalogs.HEAD + rules + SampleCatalogs.TAIL);
    }

    private static List<Change> changed(Catalog before, Catalog after, int limit) {
        CatalogDiff diff = before.diff(after);
        return diff.changes(diff.representativeClients(limit), NOW);
    }

    private static Catalog rollout(String percentage) {
        return SampleCatalogs.read(SampleCatalogs.HEAD + "rules:\n  - { name: a, when: {}, rollout: " + percentage
                + ", " + SampleCatalogs.ANSWER + " }\n" + SampleCatalogs.TAIL);
    }
}
