// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Urgency;
import dev.cvr0.settings.InvalidSettingsException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    private static final ClientProfile CLIENT = Clients.of("0x0409 winnt 5.1 i386 LIB 1.0");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from: 2007-09-12T10:00Z            | 2007-09-12T09:59:59Z | false
            from: 2007-09-12T10:00Z            | 2007-09-12T10:00:00Z | true
            from: 2007-09-12T10:00:00.5+02:00  | 2007-09-12T08:00:00Z | false
            from: 2007-09-12T10:00:00.5+02:00  | 2007-09-12T08:00:01Z | true
            until: 2007-09-12T10:00Z           | 2007-09-12T09:59:59Z | true
            until: 2007-09-12T10:00Z           | 2007-09-12T10:00:00Z | false
            from: 2007-09-12                   | 2007-09-11T21:59:59Z | false
            from: 2007-09-12                   | 2007-09-11T22:00:00Z | true
            from: 2007-09-12T10:00             | 2007-09-12T08:00:00Z | true
            from: 2007-12-12T10:00             | 2007-12-12T08:00:00Z | false
            from: 2007-09-12, until: 2007-09-13 | 2007-09-12T12:00:00Z | true
            from: 2007-09-12, until: 2007-09-13 | 2007-09-13T12:00:00Z | false
            """)
    void ruleShouldHoldFromItsBeginningUntilItsEnd(String time, String at, boolean holds) {
        Catalog catalog = rule("zone: Europe/Berlin\n", time);
        assertThat(catalog.decide(CLIENT, Instant.parse(at)).reason()).isEqualTo(holds ? "only" : "otherwise");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                    | from: 2007-09-12            | has no offset, expected one, such as +02:00 or Z, or a usable key 'zone'
            ''                    | from: 2007-09-12T10:00      | has no offset
            ''                    | from: 2007-9-12             | is '2007-9-12', expected a date such as 2007-09-12
            ''                    | from: yesterday             | is 'yesterday', expected a date such as 2007-09-12
            ''                    | from: 2007-02-30T00:00Z     | is '2007-02-30T00:00Z', expected a date
            ''                    | from: 2007-09-12T10:00Z, until: 2007-09-12T10:00Z | is not after 'from'
            zone: Europe/Berlin   | from: 2007-03-25T02:30      | an hour that Europe/Berlin has not on that day
            zone: Europe/Berlin   | from: 2007-10-28T02:30      | an hour that Europe/Berlin has twice on that day
            zone: Europe/Berlln   | from: 2007-09-12T10:00Z     | is 'Europe/Berlln', expected a time zone
            """)
    void timeThatIsNoneShouldBeRefused(String zone, String time, String expected) {
        assertThat(Samples.problems(text(zone + "\n", time)))
                .singleElement()
                .asString()
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2007-01-28T23:59:59Z, UP_TO_DATE, otherwise",
        "2007-01-29T00:00:00Z, RECOMMENDED, move",
        "2007-09-11T23:59:59Z, RECOMMENDED, move",
        "2007-09-12T00:00:00Z, REQUIRED, move"
    })
    void updateShouldBeAnnouncedFirstAndForcedLater(String at, Urgency urgency, String reason) {
        Catalog catalog = Samples.read(Samples.HEAD + """
                rules:
                  - name: move
                    when: { library: LIB, client-version: { below: 2.0 } }
                    from: 2007-01-29T00:00Z
                    recommend: 2.0
                    minimum: 1.0
                    force-from: 2007-09-12T00:00Z
                    download: /d
                    fallback: http://example.com
                """ + Samples.TAIL);
        Advice advice = (Advice) catalog.decide(CLIENT, Instant.parse(at));
        assertThat(advice.urgencyFor(CLIENT.program().version())).isEqualTo(urgency);
        assertThat(advice.reason()).isEqualTo(reason);
    }

    @Test
    void forcingWhatIsForcedAlreadyShouldBeRefused() {
        assertThat(Samples.problems(Samples.HEAD
                        + "rules:\n  - { name: a, when: {}, recommend: 2.0, urgency: required, download: /d,"
                        + " fallback: http://example.com, force-from: 2007-09-12T00:00Z }\n" + Samples.TAIL))
                .singleElement()
                .asString()
                .contains("'force-from' has no effect");
    }

    @ParameterizedTest
    @CsvSource({"2026-12-19T00:00:00Z, otherwise", "2026-12-24T00:00:00Z, otherwise", "2027-01-07T00:00:00Z, only"})
    void nothingShouldBeginDuringAFreeze(String at, String reason) {
        Catalog catalog =
                rule("freeze: { from: 2026-12-20T00:00Z, until: 2027-01-07T00:00Z }\n", "from: 2026-12-23T00:00Z");
        assertThat(catalog.decide(CLIENT, Instant.parse(at)).reason()).isEqualTo(reason);
    }

    @Test
    void freezeWithoutABeginningShouldBeRefused() {
        assertThat(Samples.problems(text("freeze: { until: 2027-01-07T00:00Z }\n", "from: 2026-12-23T00:00Z")))
                .singleElement()
                .asString()
                .contains("'freeze' has no key 'from'");
    }

    @Test
    void hourThatIsSetShouldBeAnInstant() {
        assertThatThrownBy(() -> Published.settings(Map.of("cvr0.catalog.at", "2007-09-12")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(
                        "cvr0.catalog.at: '2007-09-12' cannot be used, expected a date, a time and an offset");
    }

    private static Catalog rule(String head, String time) {
        return Samples.read(text(head, time));
    }

    private static String text(String head, String time) {
        return Samples.HEAD + head + "rules:\n  - { name: only, when: {}, " + time + ", " + Samples.ANSWER + " }\n"
                + Samples.TAIL;
    }
}
