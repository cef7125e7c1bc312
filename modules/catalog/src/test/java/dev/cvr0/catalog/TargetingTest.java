// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.SampleClients.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.catalog.Explanation.NotMatched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetingTest {

    private static final String CLIENT =
            "0x0c0a winnt 5.1 i386 LIB 2.0 BASE Ann@Beta.Example.org MSNP9,MSNP8 192.0.2.77";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { locale: es }                                    | true
            { locale: ES-es }                                 | true
            { locale: [en, es-mx] }                           | false
            { locale: e }                                     | refused
            { user-handle: ann@beta.example.org }             | true
            { user-handle: ann@example.org }                  | false
            { user-handle: '@BETA.example.org' }              | true
            { user-handle: '@example.org' }                   | false
            { user-handle: [bob@example.org, '@beta.example.org'] } | true
            { user-handle: '' }                               | false
            { user-handle: '@' }                              | refused
            { offered-dialect: MSNP8 }                        | true
            { offered-dialect: [MSNP7, MSNP9] }               | true
            { offered-dialect: msnp8 }                        | true
            { offered-dialect: 'a b' }                        | refused
            { remote-address: 192.0.2.77 }                    | true
            { remote-address: 192.0.2.64/27 }                 | true
            { remote-address: 192.0.2.0/26 }                  | false
            { remote-address: 0.0.0.0/0 }                     | true
            { remote-address: ['::/0', 192.0.2.0/24] }        | true
            { remote-address: '::/0' }                        | false
            { remote-address: 192.0.2.1/24 }                  | refused
            { remote-address: 192.0.2.0/33 }                  | refused
            { remote-address: 192.0.2.77/32 }                 | true
            { remote-address: '2001:db8::/129' }              | refused
            { remote-address: '2001:db8::/128' }              | false
            { remote-address: 999.0.2.1 }                     | refused
            { remote-address: 192.0.2 }                       | refused
            { remote-address: localhost }                     | refused
            { user-handle: '@beta.example.org', locale: en }  | false
            { group: testers }                                | true
            { group: spanish-98 }                             | false
            { group: [spanish-98, testers] }                  | true
            { group: [spanish-98, nobody] }                   | false
            { group: testers, library: OTHER }                | false
            { group: tester }                                 | refused
            """)
    void shouldMatchClientsThatMeetAllConditions(String when, String matches) {
        String text = SampleCatalogs.HEAD + """
                groups:
                  testers: { user-handle: '@beta.example.org' }
                  spanish-98: { locale: es, system-type: win }
                  nobody: { remote-address: 192.0.2.1 }
                rules:
                  - { name: only, when: %s, %s }
                """.formatted(when, SampleCatalogs.ANSWER) + SampleCatalogs.TAIL;
        if (matches.equals("refused")) {
            assertThat(SampleCatalogs.problems(text))
                    .hasSize(1)
                    .allSatisfy(problem -> assertThat(problem).contains("test.yaml:9:"));
        } else {
            String expected = Boolean.parseBoolean(matches) ? "only" : "otherwise";
            assertThat(SampleCatalogs.read(text)
                            .decide(SampleClients.of(CLIENT), NOW)
                            .reason())
                    .isEqualTo(expected);
        }
    }

    @Test
    void shouldMatchEmptyHandleIfClientSentNone() {
        Catalog catalog = SampleCatalogs.withCondition("{ user-handle: '' }");
        assertThat(catalog.decide(SampleClients.of("0x0409 win 4.0 i386 LIB 2.0"), NOW)
                        .reason())
                .isEqualTo("only");
    }

    @Test
    void shouldMatchIpv6Block() {
        Catalog catalog = SampleCatalogs.withCondition("{ remote-address: '2001:db8::/33' }");
        String client = "0x0409 win 4.0 i386 LIB 2.0 - - MSNP8 ";
        assertThat(catalog.decide(SampleClients.of(client + "2001:db8:7fff::1"), NOW)
                        .reason())
                .isEqualTo("only");
        assertThat(catalog.decide(SampleClients.of(client + "2001:db8:8000::1"), NOW)
                        .reason())
                .isEqualTo("otherwise");
    }

    @Test
    void shouldExplainWhichConditionOfGroupFails() {
        Catalog catalog =
                SampleCatalogs.read(SampleCatalogs.HEAD + """
                groups: { spanish-98: { locale: es, system-type: win } }
                rules:
                  - { name: only, when: { group: spanish-98 }, %s }
                """.formatted(SampleCatalogs.ANSWER) + SampleCatalogs.TAIL);
        assertThat(catalog.explain(SampleClients.of(CLIENT), NOW).steps())
                .singleElement()
                .extracting(Explanation.Step::outcome)
                .isEqualTo(new NotMatched("system-type", "win", "winnt"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0x0409 | http://example.com/base/en/7.exe?0x0409
            0x0c0a | http://example.com/base/es/7.exe?0x0c0a
            0x0416 | http://example.com/base/pt-br/7.exe?0x0416
            0x0816 | http://example.com/base/en/7.exe?0x0816
            0x0407 | http://example.com/base/en/7.exe?0x0407
            0x1111 | http://example.com/base/en/7.exe?0x1111
            """)
    void shouldExpandLanguageByLocale(String locale, String url) {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD + """
                languages: [en, es, pt-BR]
                rules:
                  - name: by-language
                    when: {}
                    recommend: 6.10
                    minimum: 1.0
                    download: /{language}/7.exe?{locale}
                    fallback: http://example.com/{version}/{version}
                """ + SampleCatalogs.TAIL);
        Advice advice = (Advice) catalog.decide(SampleClients.of(locale + " winnt 5.1 i386 LIB 2.0"), NOW);
        assertThat(advice.downloadUrl().text()).isEqualTo(url);
        assertThat(advice.fallbackUrl().text()).isEqualTo("http://example.com/6.10/6.10");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /{language}/x              | 2.0 | download: {language} has no value, because the file does not list languages
            /{library}/x               | 2.0 | is not a placeholder; use {language}, {locale} or {version}
            http://{locale}.example.com/ | 2.0 | download: a placeholder is not allowed before the path
            http://example.com:{locale}/ | 2.0 | download: a placeholder is not allowed before the path
            http://a{locale}@example.com/ | 2.0 | download: a placeholder is not allowed before the path
            /{version}/x               | own | download: {version} has no value, because recommend is not a fixed version
            /{locale/x                 | 2.0 | must be a URL
            """)
    void shouldRejectPlaceholderWithoutValue(String url, String recommend, String expected) {
        String text = SampleCatalogs.HEAD
                + "rules:\n  - { name: a, when: {}, recommend: " + recommend + ", minimum: own, download: '" + url
                + "', fallback: http://example.com }\n" + SampleCatalogs.TAIL;
        assertThat(SampleCatalogs.problems(text)).singleElement().asString().contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"recommended, 1.5", "required, 2.0"})
    void shouldReplaceUrgencyByMinimum(String urgency, String minimum) {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD.replace("1.0,", "1.0, 1.5,")
                + "rules:\n  - { name: a, when: {}, recommend: 2.0, urgency: " + urgency
                + ", download: /d, fallback: http://example.com }\n" + SampleCatalogs.TAIL);
        Advice advice = (Advice) catalog.decide(SampleClients.of("0x0409 winnt 5.1 i386 LIB 1.5"), NOW);
        assertThat(advice.minimum().text()).isEqualTo(minimum);
    }

    @Test
    void shouldRejectUrgencyWithMinimum() {
        assertThat(SampleCatalogs.problems(SampleCatalogs.HEAD
                        + "rules:\n  - { name: a, when: {}, urgency: required, " + SampleCatalogs.ANSWER + " }\n"
                        + SampleCatalogs.TAIL))
                .containsExactly(
                        "test.yaml:5:70: rules[0].minimum: cannot be combined with urgency; remove one of them");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0x0409 winnt 5.1 i386 THIRD 0.1  | third-party
            0x0409 winnt 5.1 i386 LIB 9.9    | future
            0x0409 winnt 5.1 i386 LIB 0.9    | refused
            0x0409 winnt 5.1 i386 FOURTH 0.1 | setting
            """)
    void shouldApplyFirstMatchingRuleToUnknownClient(String client, String expected) {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD + """
                unknown-clients:
                  - { name: third-party, when: { library: THIRD }, mode: echo }
                  - { name: future, when: { library: LIB, client-version: { from: 6.10 } }, mode: lenient }
                  - { name: never-was, when: { library: LIB }, mode: strict }
                rules: []
                """ + SampleCatalogs.TAIL);
        var verdict = catalog.decide(SampleClients.of(client), NOW);
        switch (expected) {
            case "third-party" ->
                assertThat(verdict)
                        .isInstanceOfSatisfying(
                                Advice.class,
                                advice ->
                                        assertThat(advice.recommended().text()).isEqualTo("0.1"));
            case "future" ->
                assertThat(verdict)
                        .isInstanceOfSatisfying(
                                Advice.class,
                                advice ->
                                        assertThat(advice.recommended().text()).isEqualTo("1.0.0000"));
            case "refused" -> assertThat(verdict).isInstanceOf(Refused.class);
            default -> assertThat(verdict).isInstanceOf(UnknownClient.class);
        }
        assertThat(catalog.explain(SampleClients.of(client), NOW).verdict()).isEqualTo(verdict);
    }

    @Test
    void shouldApplySingleModeToAllUnknownClients() {
        Catalog catalog =
                SampleCatalogs.read(SampleCatalogs.HEAD + "unknown-clients: strict\nrules: []\n" + SampleCatalogs.TAIL);
        assertThat(catalog.decide(SampleClients.of("0x0409 winnt 5.1 i386 THIRD 0.1"), NOW))
                .isEqualTo(new Refused("unknown-clients: library 'THIRD' is not listed under releases"));
    }

    @Test
    void shouldLetEveryClientKeepItsVersionInEmergency() {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD + "emergency: echo\nunknown-clients: strict\n"
                + "rules:\n  - { name: a, when: {}, " + SampleCatalogs.ANSWER + " }\n" + SampleCatalogs.TAIL);
        for (String client : new String[] {"LIB 1.0", "THIRD 0.1", "LIB b.0"}) {
            Advice advice = (Advice) catalog.decide(SampleClients.of("0x0409 winnt 5.1 i386 " + client), NOW);
            assertThat(advice.recommended()).isEqualTo(advice.minimum());
            assertThat(client).endsWith(advice.recommended().text());
            assertThat(advice.reason()).startsWith("emergency");
        }
    }
}
