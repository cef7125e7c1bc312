// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.error.ValidationError;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecedenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                        | { library: LIB }                                 | hidden
            { library: LIB }                          | {}                                               | fine
            { library: [LIB, OTHER] }                 | { library: LIB, locale: en }                     | hidden
            { library: LIB }                          | { library: [LIB, OTHER] }                        | fine
            { client-version: { below: 2.0 } }        | { client-version: 1.0 }                          | twin
            { client-version: { from: 1.0, below: 3.0 } } | { client-version: { from: 2.0, below: 2.5 } } | hidden
            { client-version: { below: 2.0 } }        | { client-version: { below: 2.1 } }               | fine
            { client-version: { below: 2.0 } }        | { client-version: { below: 1.5 } }               | twin
            { client-version: { from: 6.1 } }         | { client-version: { from: 2.5 } }                | fine
            { client-version: { from: 2.5 } }         | { client-version: { from: 6.1 } }                | hidden
            { system-version: { from: 5.0 } }         | { system-version: { from: 5.1, below: 6.0 } }    | hidden
            { system-version: { below: 6.0 } }        | { system-version: [4.0, { from: 5.1, below: 6.0 }] } | hidden
            { system-version: { below: 6.0 } }        | { system-version: { from: 5.1 } }                | fine
            { system-version: { from: 5.1, below: 6.0 } } | { system-version: { below: 6.0 } }           | fine
            { system-version: 5.1 }                   | { system-version: 5.1.0 }                        | twin
            { system-version: 5.1 }                   | { system-version: { from: 5.1 } }                | fine
            { system-version: { from: 5.1 } }         | { system-version: 5.1 }                          | hidden
            { system-version: { from: 5.1, below: 6.0 } } | { system-version: { from: 5.2 } }            | fine
            { system-version: { from: 5.1, below: 6.0 } } | { system-version: 6.0 }                      | fine
            { locale: es }                            | { locale: 0x0c0a }                               | hidden
            { locale: 0x0c0a }                        | { locale: es }                                   | fine
            { user-handle: '@example.com' }           | { user-handle: ann@example.com }                 | hidden
            { user-handle: ann@example.com }          | { user-handle: ['ANN@example.com', bob@example.com] } | fine
            { user-handle: '@example.com' }           | { user-handle: '@example.org' }                  | fine
            { offered-dialect: [MSNP8, MSNP9] }       | { offered-dialect: MSNP8 }                       | hidden
            { remote-address: 192.0.2.0/24 }          | { remote-address: [192.0.2.7, 192.0.2.128/25] }  | hidden
            { remote-address: 192.0.2.0/25 }          | { remote-address: 192.0.2.0/24 }                 | fine
            { remote-address: 0.0.0.0/0 }             | { remote-address: '::/0' }                       | fine
            { group: [a, b] }                         | { group: [b, a] }                                | twin
            { group: [a, b] }                         | { group: [b, c] }                                | fine
            { group: a }                              | { locale: en, architecture: i386 }               | hidden
            { library: LIB, locale: es }              | { locale: es, library: LIB }                     | twin
            """)
    void ruleThatAnotherAlwaysAnswersForShouldBeRefusedWithBothPlaces(String first, String second, String outcome) {
        String text = rules("one", first, "", "two", second, "");
        if (outcome.equals("fine")) {
            assertThat(Samples.read(text).ruleCount()).isEqualTo(2);
        } else {
            assertThat(Samples.problems(text))
                    .containsExactly(
                            outcome.equals("twin")
                                    ? "test.yaml:7:5: the rule 'two' is for the same clients as 'one' at test.yaml:6:5,"
                                            + " which comes first; expected one of them"
                                    : "test.yaml:7:5: the rule 'two' is never reached: 'one' at test.yaml:6:5 comes first"
                                            + " and is for all of its clients; expected the narrower one first");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                        | from: 2007-01-01T00:00Z       | hidden
            from: 2007-01-01T00:00Z   | ''                            | fine
            from: 2007-01-01T00:00Z   | from: 2008-01-01T00:00Z, until: 2009-01-01T00:00Z | hidden
            until: 2007-01-01T00:00Z  | until: 2008-01-01T00:00Z      | fine
            rollout: 10%              | ''                            | fine
            rollout: 10%              | rollout: 10%                  | fine
            'rollout: { percent: 10, salt: s }' | 'rollout: { percent: 5, salt: s }'  | hidden
            'rollout: { percent: 5, salt: s }'  | 'rollout: { percent: 5, salt: s }'  | twin
            'rollout: { percent: 5, salt: s }'  | 'rollout: { percent: 10, salt: s }' | fine
            """)
    void timeAndShareShouldCountLikeConditions(String first, String second, String outcome) {
        String text = rules("one", "{ library: LIB }", first, "two", "{ library: LIB }", second);
        if (outcome.equals("fine")) {
            assertThat(Samples.read(text).ruleCount()).isEqualTo(2);
        } else {
            assertThat(Samples.problems(text))
                    .singleElement()
                    .asString()
                    .contains(outcome.equals("twin") ? "'two' is for the same clients" : "'two' is never reached");
        }
    }

    @Test
    void ruleForNoReleaseShouldBeRefused() {
        assertThat(Samples.problems(
                        rules("one", "{ library: OTHER, client-version: 2.0 }", "", "two", "{ library: LIB }", "")))
                .containsExactly("test.yaml:6:5: the rule 'one' answers nobody: 'releases' lists no such version of the"
                        + " library, expected conditions that one of them meets");
    }

    @Test
    void ruleThatIsNeverReachedShouldBeFoundAmongMany() {
        String rules = IntStream.range(0, 40)
                .mapToObj(i -> rule("r" + i, "{ user-handle: [user" + i + "@example.com, shared@example.com] }", ""))
                .collect(Collectors.joining());
        String text = Samples.HEAD + "rules:\n" + rules
                + rule("narrower", "{ user-handle: user7@example.com, locale: es }", "") + Samples.TAIL;
        assertThat(Samples.problems(text))
                .singleElement()
                .asString()
                .contains("the rule 'narrower' is never reached: 'r7' at test.yaml:12:5");
    }

    @Test
    void slipInARuleShouldNotBeTakenForItsOrder() {
        assertThat(Samples.problems(rules("one", "{ libary: LIB }", "", "two", "{ library: LIB }", "")))
                .singleElement()
                .asString()
                .contains("'libary' is not a key");
    }

    @Test
    void releaseBetweenTwoRulesShouldBeNoticedWithBothPlaces() {
        Catalog catalog = Samples.read(rules(
                "old",
                "{ library: LIB, client-version: { below: 2.0 } }",
                "",
                "new",
                "{ library: LIB, client-version: { from: 6.10 } }",
                ""));
        assertThat(catalog.notices())
                .map(ValidationError::toString)
                .containsExactly("test.yaml:7:5: no rule is for 'LIB' 2.0 to 6.1, but 'old' at test.yaml:6:5 is for the"
                        + " release before and 'new' for the release after: 'otherwise' answers");
    }

    @Test
    void releasesBeforeAndAfterAllRulesShouldNotBeNoticed() {
        assertThat(Samples.withCondition("{ library: LIB, client-version: [2.0, 6.1] }")
                        .notices())
                .isEmpty();
        assertThat(Samples.withCondition("{ library: OTHER }").notices()).isEmpty();
    }

    @Test
    void rulesThatCannotBeIndexedShouldBeLimited() {
        assertThat(Samples.read(alike(1024)).ruleCount()).isEqualTo(1024);
        assertThat(Samples.problems(alike(1025)))
                .singleElement()
                .asString()
                .startsWith(
                        "test.yaml:1029:3: the rule 'r1024': more than 1024 rules cannot be indexed; add a condition");
    }

    private static String alike(int rules) {
        return Samples.HEAD
                + "rules:\n"
                + IntStream.range(0, rules)
                        .mapToObj(i ->
                                "- { name: r" + i + ", when: { system-version: " + i + " }, " + Samples.ANSWER + " }\n")
                        .collect(Collectors.joining())
                + Samples.TAIL;
    }

    private static String rules(
            String first, String firstWhen, String firstTime, String second, String secondWhen, String secondTime) {
        return Samples.HEAD + "groups: { a: { locale: en }, b: { locale: es }, c: { locale: de } }\n" + "rules:\n"
                + rule(first, firstWhen, firstTime) + rule(second, secondWhen, secondTime) + Samples.TAIL;
    }

    private static String rule(String name, String when, String time) {
        return "  - { name: " + name + ", when: " + when + ", " + (time.isEmpty() ? "" : time + ", ") + Samples.ANSWER
                + " }\n";
    }
}
