// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.SampleClients.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Catalogs with many rules. */
class RuleIndexTest {

    @Test
    void shouldLimitRulesThatCannotBeIndexed() {
        assertThat(SampleCatalogs.read(alike(1024)).ruleCount()).isEqualTo(1024);
        assertThat(SampleCatalogs.problems(alike(1025)))
                .singleElement()
                .asString()
                .startsWith("test.yaml:1029:3: rule 'r1024': more than 1024 rules cannot be indexed; add a condition");
    }

    @Test
    void shouldLimitRulesWithSameIndexedValue() {
        assertThat(SampleCatalogs.read(sameLibrary(1024)).ruleCount()).isEqualTo(1024);
        assertThat(SampleCatalogs.problems(sameLibrary(1025)))
                .singleElement()
                .asString()
                .startsWith("test.yaml:1029:3: rule 'r1024': more than 1024 rules cannot be indexed");
    }

    @Test
    void shouldNotIndexRuleWithMoreThan256Values() {
        String codebases = IntStream.range(0, 257).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD
                + "rules:\n  - { name: many, when: { codebase: [" + codebases + "] }, " + SampleCatalogs.ANSWER + " }\n"
                + "  - { name: rest, when: {}, " + SampleCatalogs.ANSWER + " }\n" + SampleCatalogs.TAIL);

        assertThat(catalog.decide(SampleClients.of("0x0409 winnt 5.1 i386 LIB 1.0 c256"), NOW)
                        .reason())
                .isEqualTo("many");
        assertThat(catalog.decide(SampleClients.of("0x0409 winnt 5.1 i386 LIB 1.0 c257"), NOW)
                        .reason())
                .isEqualTo("rest");
    }

    @Test
    void shouldFindAddressBlocksByPrefix() {
        StringBuilder rules = new StringBuilder();
        for (int block = 0; block < 1100; block++) {
            rules.append("  - { name: r%d, when: { remote-address: %d.%d.0.0/16 }, %s }\n"
                    .formatted(block, 10 + block / 256, block % 256, SampleCatalogs.ANSWER));
        }
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD + "rules:\n" + rules + SampleCatalogs.TAIL);
        String client = "0x0409 win 4.0 i386 LIB 2.0 - - MSNP8 ";

        assertThat(catalog.decide(SampleClients.of(client + "13.200.255.1"), NOW)
                        .reason())
                .isEqualTo("r968");
        assertThat(catalog.decide(SampleClients.of(client + "10.130.0.9"), NOW).reason())
                .isEqualTo("r130");
        assertThat(catalog.decide(SampleClients.of(client + "9.130.0.9"), NOW).reason())
                .isEqualTo("otherwise");
    }

    private static String sameLibrary(int rules) {
        return alike(rules).replace("system-version:", "library: OTHER, system-version:");
    }

    private static String alike(int rules) {
        return SampleCatalogs.HEAD
                + "rules:\n"
                + IntStream.range(0, rules)
                        .mapToObj(i -> "- { name: r" + i + ", when: { system-version: " + i + " }, "
                                + SampleCatalogs.ANSWER + " }\n")
                        .collect(Collectors.joining())
                + SampleCatalogs.TAIL;
    }
}
