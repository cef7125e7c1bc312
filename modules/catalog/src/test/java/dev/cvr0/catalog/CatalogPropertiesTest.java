// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.SampleClients.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.catalog.error.CatalogException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CatalogPropertiesTest {

    private static final Catalog BUNDLED = new CatalogLoader().bundled();
    private static final byte[] FILE = SampleCatalogs.bundled().getBytes(StandardCharsets.UTF_8);

    @Property(tries = 2000)
    void shouldExplainSameVerdictAsDecision(@ForAll("clients") ClientProfile client) {
        Explanation explanation = BUNDLED.explain(client, NOW);
        assertThat(explanation.verdict()).isEqualTo(BUNDLED.decide(client, NOW));
        long matched = explanation.steps().stream()
                .filter(step -> step.outcome() instanceof Explanation.Matched)
                .peek(step -> assertThat(explanation.verdict().reason()).startsWith(step.rule()))
                .count();
        boolean otherwise = explanation.verdict().reason().startsWith("otherwise")
                || explanation.verdict() instanceof UnknownClient;
        assertThat(matched).isEqualTo(otherwise ? 0 : 1);
        assertThat(explanation.rule().isPresent()).isEqualTo(!(explanation.verdict() instanceof UnknownClient));
        explanation
                .rule()
                .ifPresent(rule -> assertThat(explanation.verdict().reason()).startsWith(rule.name()));
    }

    @Property(tries = 1000)
    void shouldReadOrRejectArbitraryBytes(@ForAll byte[] bytes) {
        assertThatReadOrRefused(bytes);
    }

    @Property(tries = 2000)
    void shouldReadOrRejectArbitraryMarkup(@ForAll("markup") String text) {
        assertThatReadOrRefused(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1000)
    void shouldReadOrRejectCorruptedFile(
            @ForAll @IntRange(max = 20_000) int at,
            @ForAll @IntRange(max = 40) int length,
            @ForAll("markup") String text) {
        int from = at % FILE.length;
        int to = Math.min(FILE.length, from + length);
        byte[] inserted = text.getBytes(StandardCharsets.UTF_8);
        byte[] spoiled = new byte[from + inserted.length + FILE.length - to];
        System.arraycopy(FILE, 0, spoiled, 0, from);
        System.arraycopy(inserted, 0, spoiled, from, inserted.length);
        System.arraycopy(FILE, to, spoiled, from + inserted.length, FILE.length - to);
        assertThatReadOrRefused(spoiled);
    }

    @Provide
    Arbitrary<ClientProfile> clients() {
        return Combinators.combine(
                        Arbitraries.of("0x0409", "0x0c0a"),
                        Arbitraries.of("win", "winnt", "mac", "odd"),
                        Arbitraries.of("4.10", "5.0", "5.1", "6.1.1", "Vista"),
                        Arbitraries.of("MSMSGS", "MSNMSGR", "MSG80BETA", "macmsgs", "YCOMM"),
                        Arbitraries.of(
                                "1.0.0863",
                                "3.6.0025",
                                "5.0.0544",
                                "6.1.0211",
                                "7.5.0324",
                                "8.0.0566",
                                "8.0.0792",
                                "8.5.1302",
                                "14.0.8117.416",
                                "99.9.9999",
                                "b.0.0328",
                                "3.5.1"))
                .as((locale, type, system, library, version) ->
                        SampleClients.of(String.join(" ", locale, type, system, "i386", library, version)));
    }

    @Provide
    Arbitrary<String> markup() {
        return Arbitraries.of(
                        "a",
                        "1",
                        ".",
                        ":",
                        ": ",
                        "- ",
                        "-",
                        "[",
                        "]",
                        "{",
                        "}",
                        ",",
                        "&a",
                        " *a",
                        "!!",
                        "!<x>",
                        "|",
                        ">",
                        "'",
                        "\"",
                        "\\",
                        "\\u",
                        "\"\\UFFFFFFFF\"",
                        "%YAML",
                        "%TAG",
                        " 1.2",
                        "99999999999999999999",
                        "---",
                        "...",
                        "? ",
                        "<<",
                        "\n",
                        "\n  ",
                        "\t",
                        "#",
                        "@",
                        "`",
                        "\u0000",
                        "\u00e9",
                        "\uFEFF",
                        "\uD83D\uDE00",
                        "own",
                        "enforce: ",
                        "traits: ",
                        "rules")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    private static void assertThatReadOrRefused(byte[] bytes) {
        try {
            assertThat(SampleCatalogs.read(bytes)).isNotNull();
        } catch (CatalogException e) {
            assertThat(e.errors()).isNotEmpty().hasSizeLessThanOrEqualTo(100);
            assertThat(e).hasMessageStartingWith("test.yaml:");
        }
    }
}
