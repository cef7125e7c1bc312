// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.SampleClients.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Token;
import dev.cvr0.catalog.Explanation.Matched;
import dev.cvr0.catalog.Explanation.NotMatched;
import dev.cvr0.catalog.Explanation.Step;
import dev.cvr0.catalog.error.SourceLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {

    private static final String CLIENT = "0x0c0a winnt 5.1 i386 LIB 2.0 BASE";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                | true
            { system-type: winnt }                            | true
            { system-type: WINNT }                            | false
            { system-type: [win, winnt] }                     | true
            { system-type: [win, mac] }                       | false
            { system-version: 5.1 }                           | true
            { system-version: 5.1.0 }                         | true
            { system-version: [4.10, { from: 5.0, below: 5.2 }] } | true
            { system-version: { below: 5.1 } }                | false
            { system-version: { from: 5.1 } }                 | true
            { system-version: { from: 5.10 } }                | false
            { architecture: i386 }                            | true
            { architecture: ppc }                             | false
            { library: [OTHER, LIB] }                         | true
            { library: OTHER }                                | false
            { client-version: 2.0 }                           | true
            { client-version: { from: 2.0, below: 2.1 } }     | true
            { client-version: { from: 1.0, below: 2.0 } }     | false
            { codebase: BASE }                                | true
            { codebase: '' }                                  | false
            { codebase: [BASE, ''] }                          | true
            { locale: 0x0c0a }                                | true
            { locale: '0x0C0A' }                              | true
            { locale: [0x0409, 0x040a] }                      | false
            { library: LIB, locale: 0x0c0a }                  | true
            { library: LIB, locale: 0x0409 }                  | false
            """)
    void shouldMatchRuleIfAllConditionsHold(String when, boolean matches) {
        Catalog catalog = SampleCatalogs.withCondition(when);
        String reason = catalog.decide(SampleClients.of(CLIENT), NOW).reason();
        assertThat(reason).isEqualTo(matches ? "only" : "otherwise");
    }

    @Test
    void shouldNotMatchRangeIfSystemVersionCannotBeParsed() {
        Catalog catalog = SampleCatalogs.withCondition("{ system-version: { below: 99.0 } }");
        assertThat(catalog.decide(SampleClients.of("0x0409 win Vista i386 LIB 2.0"), NOW)
                        .reason())
                .isEqualTo("otherwise");
    }

    @Test
    void shouldMatchEmptyCodebaseIfClientSentNone() {
        Catalog catalog = SampleCatalogs.withCondition("{ codebase: '' }");
        assertThat(catalog.decide(SampleClients.of("0x0409 win 4.0 i386 LIB 2.0"), NOW)
                        .reason())
                .isEqualTo("only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"14.0.8117.416", "14.0.8117.0416", "014.00.8117.00416.0"})
    void shouldReturnTheOwnVersionAsTheClientSentIt(String version) {
        Catalog catalog = SampleCatalogs.read("""
                format: 1
                releases: { WLM: 14.0.8117.0416 }
                rules: []
                otherwise: { recommend: own, second: own, urgency: recommended, download: http://a.example/, fallback: http://a.example/ }
                """);

        Advice advice = (Advice) catalog.decide(SampleClients.of("0x0409 winnt 6.0 i386 WLM " + version), NOW);

        assertThat(advice.parameters().subList(0, 3)).extracting(Token::encoded).containsOnly(version);
    }

    @Test
    void shouldTreatAClientAsUnknownIfItsVersionDoesNotFitInTheAnswer() {
        Catalog catalog = SampleCatalogs.read(
                SampleCatalogs.HEAD + "rules: []\notherwise: { recommend: own, minimum: own, download: /"
                        + "d".repeat(500) + ", fallback: 'http://example.com/" + "f".repeat(400) + "' }\n");

        assertThat(catalog.decide(SampleClients.of("0x0409 winnt 6.0 i386 LIB 6.1" + ".0".repeat(126)), NOW))
                .isEqualTo(new UnknownClient("the version is too long for the answer"));
        assertThat(catalog.decide(SampleClients.of("0x0409 winnt 6.0 i386 LIB 6.1"), NOW))
                .isInstanceOf(Advice.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown-clients: [{ name: any, when: {}, mode: echo }]",
                "unknown-clients: [{ name: any, when: {}, mode: lenient }]",
                "emergency: echo"
            })
    void shouldNotFailForAnUnknownVersionThatDoesNotFitInTheAnswer(String mode) {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD + mode + "\nrules: []\n"
                + "otherwise: { recommend: own, minimum: own, download: /" + "d".repeat(500) + ", fallback: /f }\n");

        assertThat(catalog.decide(SampleClients.of("0x0409 winnt 6.0 i386 LIB " + "\u263A".repeat(130)), NOW))
                .isInstanceOf(UnknownClient.class);
    }

    @Test
    void shouldApplyFirstMatchingRule() {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD
                + "rules:\n"
                + "  - { name: first, when: { library: OTHER }, " + SampleCatalogs.ANSWER + " }\n"
                + "  - { name: second, when: { library: LIB }, reason: because, " + SampleCatalogs.ANSWER + " }\n"
                + "  - { name: third, when: {}, " + SampleCatalogs.ANSWER + " }\n"
                + SampleCatalogs.TAIL);
        assertThat(catalog.decide(SampleClients.of(CLIENT), NOW).reason()).isEqualTo("second: because");
    }

    @Test
    void shouldKeepTextOfVersionsAndExpandUrls() {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD + """
                rules:
                  - name: number-like
                    when: {}
                    recommend: 6.10
                    second: 6.1
                    minimum: 1.0
                    download: /a/b.exe
                    fallback: ftp://example.com/
                """ + SampleCatalogs.TAIL);
        assertThat((Advice) catalog.decide(SampleClients.of(CLIENT), NOW))
                .isEqualTo(new Advice(
                        ClientVersion.parse("6.10"),
                        ClientVersion.parse("6.1"),
                        ClientVersion.parse("1.0"),
                        new DownloadUrl("http://example.com/base/a/b.exe"),
                        new DownloadUrl("ftp://example.com/"),
                        "number-like"))
                .extracting(
                        advice -> advice.recommended().text(),
                        advice -> advice.minimum().text())
                .containsExactly("6.10", "1.0");
    }

    @Test
    void shouldReplaceOwnByVersionTextOfClient() {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD + "rules: []\n" + SampleCatalogs.TAIL);
        Advice advice = (Advice) catalog.decide(SampleClients.of("0x0409 win 4.0 i386 LIB 02.00.0"), NOW);
        assertThat(advice.recommended().text()).isEqualTo("02.00.0");
        assertThat(advice.secondRecommended().text()).isEqualTo("02.00.0");
        assertThat(advice.minimum().text()).isEqualTo("02.00.0");
        assertThat(advice.downloadUrl().text()).isEqualTo("http://example.com/base/any");
    }

    @Test
    void shouldUseRecommendedVersionAsDefaultOfSecond() {
        Advice advice = (Advice) SampleCatalogs.withCondition("{}").decide(SampleClients.of(CLIENT), NOW);
        assertThat(advice.secondRecommended()).isEqualTo(ClientVersion.parse("2.0"));
    }

    @Test
    void shouldEscapeAndCutClientTextInReason() {
        Catalog catalog = SampleCatalogs.withCondition("{}");
        String reason = catalog.decide(SampleClients.of("0x0409 win 4.0 i386 L\u00cdB" + "x".repeat(200) + " 2.0"), NOW)
                .reason();
        assertThat(reason).startsWith("library 'L\\u00cdBxxx").contains("...'").hasSizeLessThan(140);
    }

    @Test
    void shouldExplainEachRuleUpToTheMatchingOne() {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD
                + "rules:\n"
                + "  - { name: first, when: { system-type: winnt, library: OTHER }, " + SampleCatalogs.ANSWER + " }\n"
                + "  - { name: second, when: { client-version: [1.0, { from: 2.1 }] }, " + SampleCatalogs.ANSWER
                + " }\n"
                + "  - { name: third, when: { locale: 0x0c0a }, " + SampleCatalogs.ANSWER + " }\n"
                + "  - { name: fourth, when: {}, " + SampleCatalogs.ANSWER + " }\n"
                + SampleCatalogs.TAIL);
        Explanation explanation = catalog.explain(SampleClients.of(CLIENT), NOW);
        assertThat(explanation.steps())
                .containsExactly(
                        new Step(
                                "first",
                                new SourceLocation("test.yaml", 5, 5),
                                new NotMatched("library", "OTHER", "LIB")),
                        new Step(
                                "second",
                                new SourceLocation("test.yaml", 6, 5),
                                new NotMatched("client-version", "1.0 or from 2.1", "2.0")),
                        new Step("third", new SourceLocation("test.yaml", 7, 5), new Matched()));
        assertThat(explanation.steps())
                .map(Step::toString)
                .startsWith("test.yaml:5:5: first: does not match: library is 'LIB', expected OTHER")
                .endsWith("test.yaml:7:5: third: matches");
    }

    @Test
    void shouldExplainUnknownClientWithoutSteps() {
        Explanation explanation =
                SampleCatalogs.withCondition("{}").explain(SampleClients.of("0x0409 win 4.0 i386 LIB 2.5"), NOW);
        assertThat(explanation.verdict()).isInstanceOf(UnknownClient.class);
        assertThat(explanation.steps()).isEmpty();
    }
}
