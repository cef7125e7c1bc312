// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.Clients.NOW;
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
    void clientShouldBeSentToTheEarliestVersionThatItNeedsFirst(String client, String answer) {
        assertThat(wire(decide(HEAD + FLOORS + TO_FIVE, client))).isEqualTo(answer);
    }

    @Test
    void floorShouldForceNobodyWhomTheRuleDoesNot() {
        String gentle = TO_FIVE.replace("minimum: 3.0", "minimum: 1.0");
        assertThat(wire(decide(HEAD + FLOORS + gentle, "LIB 2.0"))).isEqualTo("3.0 3.0 1.0 http://example.com/3.exe");
    }

    @Test
    void floorShouldNotStandInTheWayOfAnEarlierRecommendation() {
        String toThree = TO_FIVE.replace("recommend: 5.0", "recommend: 3.0");
        assertThat(wire(decide(HEAD + FLOORS + toThree, "LIB 2.0"))).isEqualTo("3.0 3.0 3.0 http://example.com/5.exe");
    }

    @Test
    void explanationShouldTellOfTheFloor() {
        assertThat(Samples.read(HEAD + FLOORS + TO_FIVE)
                        .explain(Clients.of("0x0409 winnt 5.1 i386 LIB 2.0"), NOW)
                        .steps())
                .map(Explanation.Step::toString)
                .containsExactly("test.yaml:7:5: to-5: matched", "test.yaml:4:5: floors: 3.0 comes first");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            via: 4.0, before: 4.0, library: LIB  | 'via' is 4.0, expected a version older than 4.0, which 'before' is
            via: 3.5, before: 4.0, library: LIB  | 'via' is 3.5, which 'releases' lists for no library
            via: 3.0, before: 4.0, library: LIBB | 'library' is 'LIBB', which 'releases' does not list; did you mean 'LIB'?
            via: 3.0, library: LIB               | 'floor' has no key 'before', which it must have
            """)
    void floorThatLeadsNowhereShouldBeRefused(String floor, String expected) {
        assertThat(Samples.problems(HEAD + "floors:\n  - { " + floor
                        + ", download: http://example.com/3.exe, fallback: http://example.com }\n" + TO_FIVE))
                .singleElement()
                .asString()
                .contains(expected);
    }

    @Test
    void secondFloorInFrontOfTheSameVersionShouldBeRefusedWithBothPlaces() {
        String twice = FLOORS.replace("before: 2.5", "before: 4.0");
        assertThat(Samples.problems(HEAD + twice + TO_FIVE))
                .containsExactly("test.yaml:5:5: 'floor' is a second one of 'LIB' before 4.0, the first is at"
                        + " test.yaml:4:5, expected one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LIB 3.0   | 5.0 5.0 5.0 http://example.com/5.exe
            LIB 4.0   | 5.0 5.0 3.0 http://example.com/5.exe
            OTHER 1.0 | 5.0 5.0 3.0 http://example.com/5.exe
            """)
    void blockedVersionShouldHaveToUpdate(String client, String answer) {
        String text = HEAD + "blocked: [{ library: LIB, versions: [1.0, { from: 2.0, below: 4.0 }], reason: a hole }]\n"
                + TO_FIVE;
        assertThat(wire(decide(text, client))).isEqualTo(answer);
        assertThat(decide(text, "LIB 2.0").reason()).isEqualTo("to-5; 2.0 is blocked: a hole");
    }

    @Test
    void blockedVersionAfterWhichNothingIsRecommendedShouldBeRefused() {
        Verdict verdict =
                decide(HEAD + "blocked: [{ library: LIB, versions: 5.0, reason: a hole }]\n" + rulesTo(4), "LIB 5.0");
        assertThat(verdict).isEqualTo(new Refused("otherwise; 5.0 is blocked: a hole"));
    }

    @ParameterizedTest
    @CsvSource({"2026-12-31T23:59:59Z, 5.0", "2027-01-01T00:00:00Z, 3.0"})
    void blockShouldEndWhenItSaysSo(String at, String minimum) {
        Catalog catalog = Samples.read(HEAD
                + "blocked: [{ library: LIB, versions: 4.0, reason: a hole, until: 2027-01-01T00:00Z }]\n" + TO_FIVE);
        Advice advice = (Advice) catalog.decide(Clients.of("0x0409 winnt 5.1 i386 LIB 4.0"), Instant.parse(at));
        assertThat(advice.minimum().text()).isEqualTo(minimum);
    }

    @Test
    void blockedVersionShouldGoThroughTheFloor() {
        String text = HEAD + FLOORS + "blocked: [{ library: LIB, versions: 1.0, reason: a hole }]\n" + TO_FIVE;
        assertThat(wire(decide(text, "LIB 1.0"))).isEqualTo("2.0 2.0 2.0 http://example.com/2.exe");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            library: LIB, versions: 5.0   | false
            library: LIB, versions: 3.0   | true
            library: LIB, versions: 5.0, until: 2007-01-01T00:00Z | false
            """)
    void versionThatIsBlockedInALibraryShouldBeRecommendedOnlyIfAnotherLibraryHasIt(String block, boolean refused) {
        String text = HEAD + FLOORS + "blocked: [{ reason: a hole, " + block + " }]\n" + TO_FIVE;
        if (refused) {
            assertThat(Samples.problems(text))
                    .containsExactly(
                            "test.yaml:4:5: the floor sends clients to 3.0, which is blocked at test.yaml:6:11,"
                                    + " expected a version that is not");
        } else {
            assertThat(Samples.read(text).ruleCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                            | ''                            | true
            until: 2007-01-01T00:00Z      | ''                            | true
            until: 2007-01-01T00:00Z      | from: 2007-01-01T00:00Z       | false
            from: 2008-01-01T00:00Z       | until: 2007-01-01T00:00Z      | false
            """)
    void ruleShouldNotRecommendAVersionWhileItIsBlocked(String block, String rule, boolean refused) {
        String text = HEAD + "blocked: [{ library: LIB, versions: 4.0, reason: a hole" + comma(block) + " }]\n"
                + "rules: [{ name: to-4, when: {}, recommend: 4.0, minimum: 1.0, download: http://example.com/4.exe,"
                + " fallback: http://example.com" + comma(rule) + " }]\n" + otherwise();
        if (refused) {
            assertThat(Samples.problems(text))
                    .containsExactly(
                            "test.yaml:4:9: the rule 'to-4' recommends 4.0, which is blocked at test.yaml:3:11,"
                                    + " expected a version that is not");
        } else {
            assertThat(Samples.read(text).ruleCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            library: LIB, versions: 9.0, reason: a hole | answers nobody: 'releases' lists no such version
            library: LIB, versions: 4.0                 | 'block' has no key 'reason', which it must have
            library: LIB, reason: a hole                | 'block' has no key 'versions', which it must have
            """)
    void blockThatSaysTooLittleShouldBeRefused(String block, String expected) {
        assertThat(Samples.problems(HEAD + "blocked: [{ " + block + " }]\n" + TO_FIVE))
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
        return Samples.read(text).decide(Clients.of("0x0409 winnt 5.1 i386 " + client), NOW);
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
