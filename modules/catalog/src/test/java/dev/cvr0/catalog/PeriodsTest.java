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

class PeriodsTest {

    private static final ClientProfile CLIENT = SampleClients.of("0x0409 winnt 5.1 i386 LIB 1.0");

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
    void shouldMatchRuleDuringItsPeriod(String time, String at, boolean holds) {
        Catalog catalog = rule("zone: Europe/Berlin\n", time);
        assertThat(catalog.decide(CLIENT, Instant.parse(at)).reason()).isEqualTo(holds ? "only" : "otherwise");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                    | from: 2007-09-12            | rules[0].from: the time has no offset; add one, such as +02:00 or Z, or set zone
            ''                    | from: 2007-09-12T10:00      | the time has no offset
            ''                    | from: 2007-9-12             | 2007-9-12' is not a time; use a date such as 2007-09-12
            ''                    | from: yesterday             | yesterday' is not a time
            ''                    | from: 2007-02-30T00:00Z     | 2007-02-30T00:00Z' is not a time
            ''                    | from: 2007-09-12T10:00Z, until: 2007-09-12T10:00Z | rules[0].until: is not after from
            zone: Europe/Berlin   | from: 2007-03-25T02:30      | 2007-03-25T02:30 does not exist in Europe/Berlin because of daylight saving
            zone: Europe/Berlin   | from: 2007-10-28T02:30      | 2007-10-28T02:30 occurs twice in Europe/Berlin because of daylight saving
            zone: Europe/Berlln   | from: 2007-09-12T10:00Z     | rlln' is not a time zone; use a name such as Europe/Berlin or UTC
            """)
    void shouldRejectInvalidTime(String zone, String time, String expected) {
        assertThat(SampleCatalogs.problems(text(zone + "\n", time)))
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
    void shouldRecommendFirstAndRequireLater(String at, Urgency urgency, String reason) {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD + """
                rules:
                  - name: move
                    when: { library: LIB, client-version: { below: 2.0 } }
                    from: 2007-01-29T00:00Z
                    recommend: 2.0
                    minimum: 1.0
                    force-from: 2007-09-12T00:00Z
                    download: /d
                    fallback: http://example.com
                """ + SampleCatalogs.TAIL);
        Advice advice = (Advice) catalog.decide(CLIENT, Instant.parse(at));
        assertThat(advice.urgencyFor(CLIENT.program().version())).isEqualTo(urgency);
        assertThat(advice.reason()).isEqualTo(reason);
    }

    @Test
    void shouldRejectForceFromWithoutEffect() {
        assertThat(SampleCatalogs.problems(SampleCatalogs.HEAD
                        + "rules:\n  - { name: a, when: {}, recommend: 2.0, urgency: required, download: /d,"
                        + " fallback: http://example.com, force-from: 2007-09-12T00:00Z }\n" + SampleCatalogs.TAIL))
                .singleElement()
                .asString()
                .contains("rules[0].force-from: has no effect");
    }

    @ParameterizedTest
    @CsvSource({"2026-12-19T00:00:00Z, otherwise", "2026-12-24T00:00:00Z, otherwise", "2027-01-07T00:00:00Z, only"})
    void shouldNotBeginRuleDuringFreeze(String at, String reason) {
        Catalog catalog =
                rule("freeze: { from: 2026-12-20T00:00Z, until: 2027-01-07T00:00Z }\n", "from: 2026-12-23T00:00Z");
        assertThat(catalog.decide(CLIENT, Instant.parse(at)).reason()).isEqualTo(reason);
    }

    @Test
    void shouldRejectFreezeWithoutStart() {
        assertThat(SampleCatalogs.problems(text("freeze: { until: 2027-01-07T00:00Z }\n", "from: 2026-12-23T00:00Z")))
                .singleElement()
                .asString()
                .contains("freeze: missing key 'from'");
    }

    @Test
    void shouldRejectTimeSettingWithoutOffset() {
        assertThatThrownBy(() -> NumberedCatalogs.settings(Map.of("cvr0.catalog.at", "2007-09-12")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("cvr0.catalog.at: '2007-09-12' is invalid; use a date, a time and an offset");
    }

    private static Catalog rule(String head, String time) {
        return SampleCatalogs.read(text(head, time));
    }

    private static String text(String head, String time) {
        return SampleCatalogs.HEAD + head + "rules:\n  - { name: only, when: {}, " + time + ", " + SampleCatalogs.ANSWER
                + " }\n" + SampleCatalogs.TAIL;
    }
}
