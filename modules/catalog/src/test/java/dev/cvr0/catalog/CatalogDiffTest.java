// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.Clients.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.diff.CatalogDiff;
import dev.cvr0.catalog.diff.CatalogDiff.Change;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogDiffTest {

    private static final ClientProfile OLD = Clients.of("0x0409 winnt 5.1 i386 LIB 1.0");
    private static final ClientProfile NEW = Clients.of("0x0409 winnt 5.1 i386 LIB 6.10");

    @Test
    void catalogueShouldNotDifferFromItself() {
        Catalog catalog = Samples.withCondition("{ library: LIB }");
        assertThat(catalog.diff(catalog).changes(List.of(OLD, NEW), NOW)).isEmpty();
    }

    @Test
    void clientsShouldBeTogetherWhoseAnswersChangeAlike() {
        Catalog before = Samples.withCondition("{ library: LIB, client-version: 1.0 }");
        Catalog after = Samples.withCondition("{ library: LIB, client-version: 6.10 }");
        assertThat(before.diff(after).changes(List.of(NEW, OLD, NEW), NOW))
                .containsExactly(
                        new Change(
                                "up to date: run its own, at least its own, from http://example.com/base/any or"
                                        + " http://example.com (otherwise)",
                                "up to date: run 2.0, at least 1.0, from http://example.com/base/d or"
                                        + " http://example.com (only)",
                                List.of(NEW, NEW)),
                        new Change(
                                "recommended: run 2.0, at least its own, from http://example.com/base/d or"
                                        + " http://example.com (only)",
                                "up to date: run its own, at least its own, from http://example.com/base/any or"
                                        + " http://example.com (otherwise)",
                                List.of(OLD)));
    }

    @Test
    void anotherReasonAloneShouldBeNoChange() {
        Catalog before = Samples.withCondition("{ library: LIB }");
        Catalog after = Samples.read(Samples.HEAD + "rules:\n  - { name: renamed, when: {}, reason: because, "
                + Samples.ANSWER + " }\n" + Samples.TAIL);
        assertThat(before.diff(after).changes(List.of(OLD), NOW)).isEmpty();
    }

    @Test
    void changeShouldBeSeenAtTheHourItComes() {
        Catalog before = Samples.withCondition("{ library: OTHER }");
        Catalog after = Samples.read(Samples.HEAD
                + "rules:\n  - { name: later, when: {}, from: 2026-02-01T00:00Z, force-from: 2026-03-01T00:00Z, "
                + Samples.ANSWER + " }\n" + Samples.TAIL);
        CatalogDiff diff = before.diff(after);
        Instant begins = Instant.parse("2026-02-01T00:00:00Z");
        Instant forced = Instant.parse("2026-03-01T00:00:00Z");
        assertThat(diff.moments(NOW)).containsExactly(NOW, begins, forced);
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
    void representativeClientsShouldShowARuleThatIsNew(String when) {
        String head = Samples.HEAD + "groups: { a: { locale: de, architecture: x64 }, b: { locale: fr } }\n";
        Catalog before = Samples.read(head + "rules: []\n" + Samples.TAIL);
        Catalog after = Samples.read(
                head + "rules:\n  - { name: new, when: { " + when + " }, " + Samples.ANSWER + " }\n" + Samples.TAIL);
        assertThat(changed(before, after, 10_000)).isNotEmpty();
        assertThat(changed(after, before, 10_000)).isNotEmpty();
    }

    @Test
    void representativeClientsShouldShowARolloutThatGrows() {
        assertThat(changed(rollout("20%"), rollout("80%"), 10_000)).isNotEmpty();
    }

    @Test
    void representativeClientsShouldShowARuleForStrangersAndABlock() {
        Catalog before = Samples.read(Samples.HEAD + "rules: []\n" + Samples.TAIL);
        Catalog strangers = Samples.read(Samples.HEAD
                + "unknown-clients: [{ name: a, when: { library: THIRD }, mode: echo }]\nrules: []\n" + Samples.TAIL);
        Catalog block = Samples.read(Samples.HEAD
                + "blocked: [{ library: LIB, versions: 6.1, reason: a hole }]\nrules: []\n" + Samples.TAIL);
        assertThat(changed(before, strangers, 10_000)).isNotEmpty();
        assertThat(changed(before, block, 10_000)).isNotEmpty();
    }

    @Test
    void representativeClientsShouldBeFewButHaveEveryValueBeyondTheBound() {
        Catalog before = Samples.read(Samples.HEAD + "rules: []\n" + Samples.TAIL);
        Catalog after = Samples.read(Samples.HEAD + """
                rules:
                  - { name: a, when: { locale: [en, es, de], architecture: [a, b, c] }, %1$s }
                  - { name: b, when: { system-type: [a, b, c], codebase: [a, b, c] }, %1$s }
                  - { name: c, when: { user-handle: [a, b, c] }, %1$s }
                """.formatted(Samples.ANSWER) + Samples.TAIL);
        Set<ClientProfile> few = before.diff(after).representativeClients(500);
        assertThat(few).hasSizeLessThan(1000);
        assertThat(few.stream().map(client -> client.program().codebase()).collect(Collectors.toSet()))
                .contains("a", "b", "c", "");
        assertThat(few.stream().map(ClientProfile::userHandle).collect(Collectors.toSet()))
                .contains("a", "b", "c");
    }

    private static List<Change> changed(Catalog before, Catalog after, int most) {
        CatalogDiff diff = before.diff(after);
        return diff.changes(diff.representativeClients(most), NOW);
    }

    private static Catalog rollout(String share) {
        return Samples.read(Samples.HEAD + "rules:\n  - { name: a, when: {}, rollout: " + share + ", " + Samples.ANSWER
                + " }\n" + Samples.TAIL);
    }
}
