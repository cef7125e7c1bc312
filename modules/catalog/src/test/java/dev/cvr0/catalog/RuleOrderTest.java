// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.error.ValidationError;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleOrderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                        | { library: LIB }                                 | covered
            { library: LIB }                          | {}                                               | valid
            { library: [LIB, OTHER] }                 | { library: LIB, locale: en }                     | covered
            { library: LIB }                          | { library: [LIB, OTHER] }                        | valid
            { client-version: { below: 2.0 } }        | { client-version: 1.0 }                          | same
            { client-version: { from: 1.0, below: 3.0 } } | { client-version: { from: 2.0, below: 2.5 } } | covered
            { client-version: { below: 2.0 } }        | { client-version: { below: 2.1 } }               | valid
            { client-version: { below: 2.0 } }        | { client-version: { below: 1.5 } }               | same
            { client-version: { from: 6.1 } }         | { client-version: { from: 2.5 } }                | valid
            { client-version: { from: 2.5 } }         | { client-version: { from: 6.1 } }                | covered
            { system-version: { from: 5.0 } }         | { system-version: { from: 5.1, below: 6.0 } }    | covered
            { system-version: { below: 6.0 } }        | { system-version: [4.0, { from: 5.1, below: 6.0 }] } | covered
            { system-version: { below: 6.0 } }        | { system-version: { from: 5.1 } }                | valid
            { system-version: { from: 5.1, below: 6.0 } } | { system-version: { below: 6.0 } }           | valid
            { system-version: 5.1 }                   | { system-version: 5.1.0 }                        | same
            { system-version: 5.1 }                   | { system-version: { from: 5.1 } }                | valid
            { system-version: { from: 5.1 } }         | { system-version: 5.1 }                          | covered
            { system-version: { from: 5.1, below: 6.0 } } | { system-version: { from: 5.2 } }            | valid
            { system-version: { from: 5.1, below: 6.0 } } | { system-version: 6.0 }                      | valid
            { locale: es }                            | { locale: 0x0c0a }                               | covered
            { locale: 0x0c0a }                        | { locale: es }                                   | valid
            { user-handle: '@example.com' }           | { user-handle: ann@example.com }                 | covered
            { user-handle: ann@example.com }          | { user-handle: ['ANN@example.com', bob@example.com] } | valid
            { user-handle: '@example.com' }           | { user-handle: '@example.org' }                  | valid
            { offered-dialect: [MSNP8, MSNP9] }       | { offered-dialect: MSNP8 }                       | covered
            { remote-address: 192.0.2.0/24 }          | { remote-address: [192.0.2.7, 192.0.2.128/25] }  | covered
            { remote-address: 192.0.2.0/25 }          | { remote-address: 192.0.2.0/24 }                 | valid
            { remote-address: 192.0.2.0/24 }          | { remote-address: 192.0.2.0/24 }                 | same
            { system-version: { from: 5.1, below: 6.0 } } | { system-version: { from: 5.1, below: 6.0 } } | same
            { remote-address: 0.0.0.0/0 }             | { remote-address: '::/0' }                       | valid
            { group: [a, b] }                         | { group: [b, a] }                                | same
            { group: [a, b] }                         | { group: [b, c] }                                | valid
            { group: a }                              | { locale: en, architecture: i386 }               | covered
            { library: LIB, locale: es }              | { locale: es, library: LIB }                     | same
            """)
    void shouldRejectCoveredRuleWithBothLocations(String first, String second, String outcome) {
        String text = rules("one", first, "", "two", second, "");
        if (outcome.equals("valid")) {
            assertThat(SampleCatalogs.read(text).ruleCount()).isEqualTo(2);
        } else {
            assertThat(SampleCatalogs.problems(text))
                    .containsExactly(
                            outcome.equals("same")
                                    ? "test.yaml:7:5: rule 'two': matches the same clients as rule 'one' at"
                                            + " test.yaml:6:5; remove one of them"
                                    : "test.yaml:7:5: rule 'two': is never reached, because rule 'one' at test.yaml:6:5"
                                            + " matches all of its clients; move it up");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                        | from: 2007-01-01T00:00Z       | covered
            from: 2007-01-01T00:00Z   | ''                            | valid
            from: 2007-01-01T00:00Z   | from: 2008-01-01T00:00Z, until: 2009-01-01T00:00Z | covered
            until: 2007-01-01T00:00Z  | until: 2008-01-01T00:00Z      | valid
            rollout: 10%              | ''                            | valid
            rollout: 10%              | rollout: 10%                  | valid
            'rollout: { percent: 10, salt: s }' | 'rollout: { percent: 5, salt: s }'  | covered
            'rollout: { percent: 5, salt: s }'  | 'rollout: { percent: 5, salt: s }'  | same
            'rollout: { percent: 5, salt: s }'  | 'rollout: { percent: 10, salt: s }' | valid
            """)
    void shouldComparePeriodsAndRollouts(String first, String second, String outcome) {
        String text = rules("one", "{ library: LIB }", first, "two", "{ library: LIB }", second);
        if (outcome.equals("valid")) {
            assertThat(SampleCatalogs.read(text).ruleCount()).isEqualTo(2);
        } else {
            assertThat(SampleCatalogs.problems(text))
                    .singleElement()
                    .asString()
                    .contains(outcome.equals("same") ? "matches the same clients" : "is never reached");
        }
    }

    @Test
    void shouldRejectRuleThatMatchesNoRelease() {
        assertThat(SampleCatalogs.problems(
                        rules("one", "{ library: OTHER, client-version: 2.0 }", "", "two", "{ library: LIB }", "")))
                .containsExactly("test.yaml:6:5: rule 'one': matches no release; change its conditions, or list the"
                        + " version under releases");
    }

    @Test
    void shouldFindCoveredRuleAmongManyRules() {
        String rules = IntStream.range(0, 40)
                .mapToObj(i -> rule("r" + i, "{ user-handle: [user" + i + "@example.com, shared@example.com] }", ""))
                .collect(Collectors.joining());
        String text = SampleCatalogs.HEAD + "rules:\n" + rules
                + rule("narrower", "{ user-handle: user7@example.com, locale: es }", "") + SampleCatalogs.TAIL;
        assertThat(SampleCatalogs.problems(text))
                .singleElement()
                .asString()
                .contains("rule 'narrower': is never reached, because rule 'r7' at test.yaml:12:5");
    }

    @Test
    void shouldNotReportOrderOfInvalidRule() {
        assertThat(SampleCatalogs.problems(rules("one", "{ libary: LIB }", "", "two", "{ library: LIB }", "")))
                .singleElement()
                .asString()
                .contains("rules[0].when.libary: unknown key");
    }

    @Test
    void shouldWarnOfReleasesBetweenTwoRulesWithBothLocations() {
        Catalog catalog = SampleCatalogs.read(rules(
                "old",
                "{ library: LIB, client-version: { below: 2.0 } }",
                "",
                "new",
                "{ library: LIB, client-version: { from: 6.10 } }",
                ""));
        assertThat(catalog.warnings())
                .map(ValidationError::toString)
                .containsExactly(
                        "test.yaml:7:5: no rule matches 'LIB' 2.0 to 6.1, so 'otherwise' applies, but rule 'old' at"
                                + " test.yaml:6:5 matches the release before and rule 'new' the release after; add a rule or extend"
                                + " one");
    }

    @Test
    void shouldNotWarnOfReleasesBeforeAndAfterAllRules() {
        assertThat(SampleCatalogs.withCondition("{ library: LIB, client-version: [2.0, 6.1] }")
                        .warnings())
                .isEmpty();
        assertThat(SampleCatalogs.withCondition("{ library: OTHER }").warnings())
                .isEmpty();
    }

    private static String rules(
            String first, String firstWhen, String firstTime, String second, String secondWhen, String secondTime) {
        return SampleCatalogs.HEAD + "groups: { a: { locale: en }, b: { locale: es }, c: { locale: de } }\n"
                + "rules:\n" + rule(first, firstWhen, firstTime) + rule(second, secondWhen, secondTime)
                + SampleCatalogs.TAIL;
    }

    private static String rule(String name, String when, String time) {
        return "  - { name: " + name + ", when: " + when + ", " + (time.isEmpty() ? "" : time + ", ")
                + SampleCatalogs.ANSWER + " }\n";
    }
}
