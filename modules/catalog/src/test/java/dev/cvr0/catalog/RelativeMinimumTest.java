// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.SampleClients.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A minimum relative to the newest release of the client's library. */
class RelativeMinimumTest {

    private static final String URLS = ", download: /d, fallback: http://example.com";

    @ParameterizedTest
    @CsvSource({
        "6.10, 1, 6.1",
        "6.10, 2, 2.0",
        "6.10, 3, 1.0",
        "6.10, 99, 1.0", // the oldest one
        "6.1, 1, 2.0", // counted from the recommended version
        "3.0, 1, 1.0" // not a release of this library: the newest one before it is 2.0
    })
    void shouldCountReleasesOfLibrary(String recommend, int releases, String minimum) {
        Advice advice = advice("recommend: " + recommend + ", minimum: latest - " + releases + " releases" + URLS);
        assertThat(advice.minimum().text()).isEqualTo(minimum);
        assertThat(advice.recommended().text()).isEqualTo(recommend);
    }

    @Test
    void shouldAcceptSingular() {
        assertThat(advice("recommend: 6.10, minimum: latest - 1 release" + URLS)
                        .minimum()
                        .text())
                .isEqualTo("6.1");
    }

    @Test
    void shouldBeForcedLater() {
        assertThat(advice("recommend: 6.10, minimum: latest - 2 releases, force-from: 2000-01-01T00:00Z" + URLS)
                        .minimum()
                        .text())
                .isEqualTo("6.10");
    }

    @Test
    void shouldSupportEnforcement() {
        Catalog catalog = read("recommend: 6.10, minimum: latest - 1 release, enforce: close" + URLS);
        assertThat(catalog.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            recommend: 6.10 | latest             | 'latest' is not a relative version; use a number of releases, such as latest - 2 releases
            recommend: 6.10 | latest - 0 releases | 'latest - 0 releases' is not a relative version
            recommend: 6.10 | latest - x releases | 'latest - x releases' is not a relative version
            recommend: 6.10 | latest -2 releases  | 'latest -2 releases' is not a relative version
            recommend: own  | latest - 2 releases | has no effect while recommend is 'own'; use 'own'
            """)
    void shouldRejectInvalidRelativeMinimum(String recommend, String minimum, String problem) {
        assertThat(SampleCatalogs.problems(text(recommend + ", minimum: " + minimum + URLS)))
                .singleElement()
                .asString()
                .contains(problem);
    }

    @Test
    void shouldNeedReleases() {
        String text = "format: 1\nrules: []\notherwise: { recommend: 2.0, minimum: latest - 1 release, download:"
                + " http://example.com, fallback: http://example.com }\n";
        assertThat(SampleCatalogs.problems(text))
                .anySatisfy(problem ->
                        assertThat(problem).contains("needs the releases of the library; list them under releases"));
    }

    private static Advice advice(String answer) {
        return (Advice) read(answer).decide(SampleClients.of("0x0409 winnt 5.1 i386 LIB 1.0"), NOW);
    }

    private static Catalog read(String answer) {
        return SampleCatalogs.read(text(answer));
    }

    private static String text(String answer) {
        return SampleCatalogs.HEAD + "rules:\n  - { name: only, when: {}, " + answer + " }\n" + SampleCatalogs.TAIL;
    }
}
