// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.SampleClients.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Refused;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloorsAndBlocksTest {

    private static final String HEAD = """
            format: 1
            releases: { LIB: [1.0, 2.0, 3.0, 4.0, 5.0], OTHER: [1.0, 5.0] }
            """;

    private static final String TO_FIVE = """
            rules:
              - name: to-5
                when: { client-version: { below: 5.0 } }
                recommend: 5.0
                minimum: 3.0
                download: http://example.com/5.exe
                fallback: http://example.com
            otherwise: { recommend: own, minimum: own, download: http://example.com/, fallback: http://example.com }
            """;

    private static final String FLOORS = """
            floors:
              - { library: LIB, before: 4.0, via: 3.0, download: http://example.com/3.exe, fallback: http://example.com }
              - { library: LIB, before: 2.5, via: 2.0, download: http://example.com/2.exe, fallback: http://example.com }
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LIB 1.0   | 2.0 2.0 2.0 http://example.com/2.exe
            LIB 2.0   | 3.0 3.0 3.0 http://example.com/3.exe
            LIB 3.0   | 5.0 5.0 3.0 http://example.com/5.exe
            OTHER 1.0 | 5.0 5.0 3.0 http://example.com/5.exe
            """)
    void shouldRecommendEarliestFloorThatApplies(String client, String answer) {
        assertThat(wire(decide(HEAD + FLOORS + TO_FIVE, client))).isEqualTo(answer);
    }

    @Test
    void shouldKeepUrgencyOfRule() {
        String optional = TO_FIVE.replace("minimum: 3.0", "minimum: 1.0");
        assertThat(wire(decide(HEAD + FLOORS + optional, "LIB 2.0"))).isEqualTo("3.0 3.0 1.0 http://example.com/3.exe");
    }

    @Test
    void shouldNotApplyFloorToEarlierRecommendation() {
        String toThree = TO_FIVE.replace("recommend: 5.0", "recommend: 3.0");
        assertThat(wire(decide(HEAD + FLOORS + toThree, "LIB 2.0"))).isEqualTo("3.0 3.0 3.0 http://example.com/5.exe");
    }

    @Test
    void shouldExplainFloor() {
        assertThat(SampleCatalogs.read(HEAD + FLOORS + TO_FIVE)
                        .explain(SampleClients.of("0x0409 winnt 5.1 i386 LIB 2.0"), NOW)
                        .steps())
                .map(Explanation.Step::toString)
                .containsExactly("test.yaml:7:5: to-5: matches", "test.yaml:4:5: floors: 3.0 must be installed first");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            via: 4.0, before: 4.0, library: LIB  | floors[0].via: 4.0 is not older than before 4.0; lower it
            via: 3.5, before: 4.0, library: LIB  | floors[0].via: 3.5 is not a release of any library
            via: 3.0, before: 4.0, library: LIBB | floors[0].library: 'LIBB' is not listed under releases; did you mean 'LIB'?
            via: 3.0, library: LIB               | floors[0]: missing key 'before'; add it
            """)
    void shouldRejectInvalidFloor(String floor, String expected) {
        assertThat(SampleCatalogs.problems(HEAD + "floors:\n  - { " + floor
                        + ", download: http://example.com/3.exe, fallback: http://example.com }\n" + TO_FIVE))
                .singleElement()
                .asString()
                .contains(expected);
    }

    @Test
    void shouldRejectDuplicateFloorWithBothLocations() {
        String twice = FLOORS.replace("before: 2.5", "before: 4.0");
        assertThat(SampleCatalogs.problems(HEAD + twice + TO_FIVE))
                .containsExactly(
                        "test.yaml:5:5: floors[1]: a floor of 'LIB' before 4.0 is already defined at test.yaml:4:5; remove one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LIB 3.0   | 5.0 5.0 5.0 http://example.com/5.exe
            LIB 4.0   | 5.0 5.0 3.0 http://example.com/5.exe
            OTHER 1.0 | 5.0 5.0 3.0 http://example.com/5.exe
            """)
    void shouldRequireUpdateOfBlockedVersion(String client, String answer) {
        String text = HEAD
                + "blocked: [{ library: LIB, versions: [1.0, { from: 2.0, below: 4.0 }], reason: a vulnerability }]\n"
                + TO_FIVE;
        assertThat(wire(decide(text, client))).isEqualTo(answer);
        assertThat(decide(text, "LIB 2.0").reason()).isEqualTo("to-5; 2.0 is blocked: a vulnerability");
    }

    @Test
    void shouldRefuseBlockedVersionWithoutLaterRecommendation() {
        Verdict verdict = decide(
                HEAD + "blocked: [{ library: LIB, versions: 5.0, reason: a vulnerability }]\n" + rulesTo(4), "LIB 5.0");
        assertThat(verdict).isEqualTo(new Refused("otherwise; 5.0 is blocked: a vulnerability"));
    }

    @ParameterizedTest
    @CsvSource({"2026-12-31T23:59:59Z, 5.0", "2027-01-01T00:00:00Z, 3.0"})
    void shouldEndBlock(String at, String minimum) {
        Catalog catalog = SampleCatalogs.read(
                HEAD + "blocked: [{ library: LIB, versions: 4.0, reason: a vulnerability, until: 2027-01-01T00:00Z }]\n"
                        + TO_FIVE);
        Advice advice = (Advice) catalog.decide(SampleClients.of("0x0409 winnt 5.1 i386 LIB 4.0"), Instant.parse(at));
        assertThat(advice.minimum().text()).isEqualTo(minimum);
    }

    @Test
    void shouldRequireFloorFromBlockedVersion() {
        String text = HEAD + FLOORS + "blocked: [{ library: LIB, versions: 1.0, reason: a vulnerability }]\n" + TO_FIVE;
        assertThat(wire(decide(text, "LIB 1.0"))).isEqualTo("2.0 2.0 2.0 http://example.com/2.exe");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            library: LIB, versions: 5.0   | false
            library: LIB, versions: 3.0   | true
            library: LIB, versions: 5.0, until: 2007-01-01T00:00Z | false
            """)
    void shouldRejectTargetThatIsBlockedInEveryLibrary(String block, boolean refused) {
        String text = HEAD + FLOORS + "blocked: [{ reason: a vulnerability, " + block + " }]\n" + TO_FIVE;
        if (refused) {
            assertThat(SampleCatalogs.problems(text))
                    .containsExactly(
                            "test.yaml:4:5: floor of 'LIB': via 3.0 is blocked at test.yaml:6:11; use another version, or end"
                                    + " the block");
        } else {
            assertThat(SampleCatalogs.read(text).ruleCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                            | ''                            | true
            until: 2007-01-01T00:00Z      | ''                            | true
            until: 2007-01-01T00:00Z      | from: 2007-01-01T00:00Z       | false
            from: 2008-01-01T00:00Z       | until: 2007-01-01T00:00Z      | false
            """)
    void shouldRejectRecommendationDuringBlock(String block, String rule, boolean refused) {
        String text = HEAD + "blocked: [{ library: LIB, versions: 4.0, reason: a vulnerability" + comma(block) + " }]\n"
                + "rules: [{ name: to-4, when: {}, recommend: 4.0, minimum: 1.0, download: http://example.com/4.exe,"
                + " fallback: http://example.com" + comma(rule) + " }]\n" + otherwise();
        if (refused) {
            assertThat(SampleCatalogs.problems(text))
                    .containsExactly(
                            "test.yaml:4:9: rule 'to-4': recommend 4.0 is blocked at test.yaml:3:11; use another version, or"
                                    + " end the block");
        } else {
            assertThat(SampleCatalogs.read(text).ruleCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            library: LIB, versions: 9.0, reason: a vulnerability | rule 'blocked': matches no release; change its conditions
            library: LIB, versions: 4.0                 | blocked[0]: missing key 'reason'; add it
            library: LIB, reason: a vulnerability                | blocked[0]: missing key 'versions'; add it
            """)
    void shouldRejectIncompleteBlock(String block, String expected) {
        assertThat(SampleCatalogs.problems(HEAD + "blocked: [{ " + block + " }]\n" + TO_FIVE))
                .singleElement()
                .asString()
                .contains(expected);
    }

    private static String comma(String more) {
        return more.isEmpty() ? "" : ", " + more;
    }

    private static String rulesTo(int version) {
        return TO_FIVE.replace("below: 5.0", "below: " + version + ".0")
                .replace("recommend: 5.0", "recommend: " + version + ".0");
    }

    private static String otherwise() {
        return TO_FIVE.substring(TO_FIVE.indexOf("otherwise:"));
    }

    private static Verdict decide(String text, String client) {
        return SampleCatalogs.read(text).decide(SampleClients.of("0x0409 winnt 5.1 i386 " + client), NOW);
    }

    private static String wire(Verdict verdict) {
        Advice advice = (Advice) verdict;
        return String.join(
                " ",
                advice.recommended().text(),
                advice.secondRecommended().text(),
                advice.minimum().text(),
                advice.downloadUrl().text());
    }
}
