// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.SampleClients.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.catalog.diff.CatalogDiff.Change;
import dev.cvr0.catalog.error.ValidationError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnforcementTest {

    private static final ClientProfile OLD = SampleClients.of("0x0409 winnt 5.1 i386 LIB 1.0");
    private static final ClientProfile NEW = SampleClients.of("0x0409 winnt 5.1 i386 LIB 6.10");
    private static final String REQUIRED = "recommend: 6.10, minimum: 2.0, download: /d, fallback: http://example.com";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                | ADVISE
            , enforce: advise | ADVISE
            , enforce: close  | CLOSE
            , enforce: 601    | REJECT
            """)
    void shouldReadEnforcementOfRuleAndOtherwise(String enforce, Enforcement expected) {
        assertThat(advice(catalog("", REQUIRED + enforce), OLD).enforcement()).isEqualTo(expected);
        Catalog otherwise =
                SampleCatalogs.read(SampleCatalogs.HEAD + "rules: []\notherwise: { " + REQUIRED + enforce + " }\n");
        assertThat(advice(otherwise, OLD).enforcement()).isEqualTo(expected);
    }

    @Test
    void shouldKeepEnforcementInAnswerThatDependsOnClient() {
        String localized = REQUIRED.replace("/d", "'/{locale}'");
        assertThat(advice(catalog("", localized + ", enforce: close"), OLD).enforcement())
                .isEqualTo(Enforcement.CLOSE);
    }

    @Test
    void shouldKeepEnforcementOfRuleInFloorsAndBlocks() {
        String floor =
                "floors: [{ library: LIB, before: 6.10, via: 6.1, download: /f, fallback: http://example.com }]\n";
        Advice intermediate = advice(catalog(floor, REQUIRED + ", enforce: 601"), OLD);
        assertThat(intermediate.recommended().text()).isEqualTo("6.1");
        assertThat(intermediate.enforcement()).isEqualTo(Enforcement.REJECT);

        String block = "blocked: [{ library: LIB, versions: 1.0, reason: a vulnerability }]\n";
        Advice required = advice(catalog(block, REQUIRED + ", enforce: close"), OLD);
        assertThat(required.minimum().text()).isEqualTo("6.10");
        assertThat(required.enforcement()).isEqualTo(Enforcement.CLOSE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            clsoe   | 'clsoe' is not an enforcement; did you mean 'close'?
            Close   | 'Close' is not an enforcement; write 'close', because upper and lower case differ
            420     | '420' is not an enforcement; use advise, close or 601
            [close] | must be text, but is a list
            """)
    void shouldRejectOtherValues(String value, String problem) {
        assertThat(SampleCatalogs.problems(text("", REQUIRED + ", enforce: " + value)))
                .singleElement()
                .asString()
                .matches("test\\.yaml:4:\\d+: rules\\[0]\\.enforce: .*")
                .endsWith(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "" | minimum: 1.0                                           | true
            "" | minimum: own                                           | true
            "" | urgency: recommended                                   | true
            "" | minimum: own, force-from: 2030-01-01T00:00Z            | false
            "" | minimum: 2.0                                           | false
            "" | urgency: required                                      | false
            "blocked: [{ library: LIB, versions: 2.0, reason: r }]"   | minimum: own | false
            "blocked: [{ library: OTHER, versions: 3.0, reason: r }]" | minimum: own | true
            """)
    void shouldWarnIfNoClientCanBeBelowMinimum(String block, String minimum, boolean warning) {
        String answer = "recommend: 6.10, download: /d, fallback: http://example.com, " + minimum + ", enforce: close";
        List<String> warnings =
                SampleCatalogs.read(text(block + "\n", answer).replace("when: {}", "when: { library: LIB }"))
                        .warnings()
                        .stream()
                        .map(ValidationError::toString)
                        .toList();
        if (warning) {
            assertThat(warnings)
                    .containsExactly(
                            "test.yaml:5:9: rule 'only': enforce has no effect, because no release that the rule"
                                    + " matches is below its minimum; raise the minimum or remove enforce");
        } else {
            assertThat(warnings).isEmpty();
        }
    }

    @Test
    void shouldWarnAboutOtherwiseToo() {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD + "rules: []\n"
                + SampleCatalogs.TAIL.replace("minimum: own", "minimum: own, enforce: 601"));
        assertThat(catalog.warnings())
                .singleElement()
                .asString()
                .startsWith("test.yaml:5:12: rule 'otherwise': enforce has no effect");
    }

    @Test
    void shouldReportChangeOfEnforcementForClientsBelowMinimum() {
        List<Change> changes = catalog("", REQUIRED)
                .diff(catalog("", REQUIRED + ", enforce: 601"))
                .changes(List.of(OLD, NEW), NOW);
        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.clients()).containsExactly(OLD);
            assertThat(change.before()).doesNotContain("enforce");
            assertThat(change.after())
                    .contains("required: version 6.10, minimum 2.0,")
                    .endsWith(", enforce 601 (only)");
        });
    }

    private static Catalog catalog(String section, String answer) {
        return SampleCatalogs.read(text(section, answer));
    }

    private static String text(String section, String answer) {
        return SampleCatalogs.HEAD + section + "rules: [{ name: only, when: {}, " + answer + " }]\n"
                + SampleCatalogs.TAIL;
    }

    private static Advice advice(Catalog catalog, ClientProfile client) {
        return (Advice) catalog.decide(client, NOW);
    }
}
