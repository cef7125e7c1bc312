// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.SampleClients.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.Explanation.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {

    private static final ClientProfile CLIENT =
            SampleClients.of("0x0409 winnt 5.1 i386 LIB 2.0 BASE Ann@example.com MSNP9,CVR0 192.0.2.7");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            when: { locale: [es, 0x0407] }                    | locale is '0x0409', expected es or 0x0407
            when: { system-type: [mac, win] }                 | system-type is 'winnt', expected mac or win
            when: { system-version: 5.0 }                     | system-version is '5.1', expected 5.0
            when: { system-version: [{ below: 5.1 }, 6.0] }   | system-version is '5.1', expected below 5.1 or 6.0
            when: { system-version: { from: 5.2, below: 6 } } | system-version is '5.1', expected from 5.2 below 6
            when: { system-version: { from: 6.0 } }           | system-version is '5.1', expected from 6.0
            when: { client-version: [1.0, { from: 2.1 }] }    | client-version is '2.0', expected 1.0 or from 2.1
            when: { codebase: ['', OTHER] }                   | codebase is 'BASE', expected '' or OTHER
            when: { user-handle: bob@example.com }            | user-handle is 'Ann@example.com', expected bob@example.com
            when: { user-handle: [z@x.org, '@Y.org', ''] }    | user-handle is 'Ann@example.com', expected '' or z@x.org or @y.org
            when: { user-handle: [c@x, d@x, a@x, '@y'] }      | user-handle is 'Ann@example.com', expected a@x or c@x or d@x or 1 more
            when: { offered-dialect: [MSNP8, MSNP10] }        | offered-dialect is 'MSNP9 CVR0', expected MSNP10 or MSNP8
            when: { remote-address: 192.0.2.8 }               | remote-address is '192.0.2.7', expected 192.0.2.8
            when: { remote-address: [10.0.0.0/8, '2001:db8::/32', '::1'] } | remote-address is '192.0.2.7', expected 10.0.0.0/8 or 2001:db8:0:0:0:0:0:0/32 or 0:0:0:0:0:0:0:1
            when: { group: [spanish, mac] }                   | group is 'none of these groups', expected spanish or mac
            when: {}, from: 2027-01-01T00:00Z                 | time is '2026-01-01T00:00:00Z', expected from 2027-01-01T00:00:00Z
            when: {}, until: 2025-01-01T00:00Z                | time is '2026-01-01T00:00:00Z', expected until 2025-01-01T00:00:00Z
            when: {}, from: 2024-01-01T00:00Z, until: 2025-01-01T00:00Z | time is '2026-01-01T00:00:00Z', expected from 2024-01-01T00:00:00Z until 2025-01-01T00:00:00Z
            """)
    void shouldDescribeFailedCondition(String rule, String description) {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD
                + "groups: { spanish: { locale: es }, mac: { system-type: mac } }\n"
                + "rules:\n  - { name: only, " + rule + ", " + SampleCatalogs.ANSWER + " }\n" + SampleCatalogs.TAIL);

        assertThat(catalog.explain(CLIENT, NOW).steps())
                .map(Step::toString)
                .containsExactly("test.yaml:6:5: only: does not match: " + description);
    }

    @Test
    void shouldExplainBlockAfterMatchingRule() {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD
                + "blocked: [{ library: LIB, versions: 2.0, reason: crashes }]\n"
                + "rules: [{ name: only, when: {}, recommend: 6.1, minimum: 1.0, download: /d, fallback: /f }]\n"
                + SampleCatalogs.TAIL);

        assertThat(catalog.explain(CLIENT, NOW).steps())
                .map(Step::toString)
                .containsExactly("test.yaml:5:9: only: matches", "test.yaml:4:11: blocked: crashes");
        assertThat(catalog.explain(CLIENT, NOW).rule().orElseThrow().toString())
                .isEqualTo("DeterminingRule[name=only, location=test.yaml:5:9]");
    }

    @Test
    void shouldExplainRuleForUnknownClient() {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD + """
                unknown-clients:
                  - { name: beta, when: { library: BETA }, mode: echo }
                  - { name: third-party, when: { library: THIRD }, mode: strict }
                rules: []
                """ + SampleCatalogs.TAIL);

        Explanation explanation = catalog.explain(SampleClients.of("0x0409 winnt 5.1 i386 THIRD 0.1"), NOW);

        assertThat(explanation.verdict().reason())
                .isEqualTo("third-party: library 'THIRD' is not listed under releases");
        assertThat(explanation.steps())
                .map(Step::toString)
                .containsExactly(
                        "test.yaml:5:5: beta: does not match: library is 'THIRD', expected BETA",
                        "test.yaml:6:5: third-party: matches");
        assertThat(explanation.rule().orElseThrow().name()).isEqualTo("third-party");
        assertThat(catalog.explain(SampleClients.of("0x0409 winnt 5.1 i386 FOURTH 0.1"), NOW)
                        .rule())
                .isEmpty();
    }

    @Test
    void shouldListAllRulesIfNoneMatches() {
        Catalog catalog = SampleCatalogs.withCondition("{ locale: es }");

        Explanation explanation = catalog.explain(CLIENT, NOW);

        assertThat(explanation.verdict()).isEqualTo(catalog.decide(CLIENT, NOW));
        assertThat(explanation.verdict().reason()).isEqualTo("otherwise");
        assertThat(explanation.steps()).hasSize(1);
        assertThat(explanation.rule().orElseThrow().toString())
                .isEqualTo("DeterminingRule[name=otherwise, location=test.yaml:6:12]");
    }
}
