// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.SampleClients.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.catalog.diff.CatalogDiff.Change;
import dev.cvr0.catalog.error.CatalogException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraitsTest {

    private static final String RELEASES = """
            format: 1
            releases:
              LIB: [1.0, { version: 2.0, traits: [ansi, no-p2p] }, { version: 3.0, traits: p4-activity }]
              OTHER: { version: 3.0, traits: 2005 }
            """;
    private static final String GROUPS = """
            groups:
              old: { library: LIB, client-version: { below: 3.0 }, traits: [old, ansi] }
              macs: { system-type: mac, traits: mac }
              testers: { user-handle: '@example.com' }
              third: { library: [THIRD, LIBB], traits: no-p2p }
            unknown-clients: [{ name: third, when: { library: THIRD }, mode: echo }]
            """;
    private static final String RULES = """
            rules:
              - name: any
                when: { client-version: [1.0, 2.0] }
                recommend: 3.0
                minimum: 1.0
                download: http://example.com/3.0
                fallback: http://example.com/
            otherwise:
              recommend: own
              minimum: own
              download: 'http://example.com/{locale}'
              fallback: http://example.com/
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            winnt 5.1 i386 LIB 1.0                     | ansi old
            winnt 5.1 i386 LIB 2.0                     | ansi no-p2p old
            mac 9.2 ppc LIB 2                          | ansi mac no-p2p old
            winnt 5.1 i386 LIB 3.0 BASE ann@example.com | p4-activity
            mac 9.2 ppc OTHER 3.0                      | 2005 mac
            winnt 5.1 i386 THIRD 0.1                   | no-p2p
            mac 9.2 ppc THIRD odd                      | mac no-p2p
            """)
    void shouldJoinTraitsOfReleaseAndGroups(String client, String traits) {
        assertThat(traits(decide(RELEASES + GROUPS + RULES, client))).isEqualTo(traits);
        assertThat(traits(decide(RELEASES + GROUPS + "emergency: echo\n" + RULES, client)))
                .isEqualTo(traits);
    }

    @Test
    void shouldKeepTraitsInFloorsAndBlocks() {
        String limits = """
                floors: [{ library: LIB, before: 3.0, via: 2.0, download: http://example.com/2, fallback: http://example.com }]
                blocked: [{ library: LIB, versions: 1.0, reason: a vulnerability }, { library: LIB, versions: 3.0, reason: r }]
                """;
        String text = (RELEASES + GROUPS + limits + RULES).replace("recommend: 3.0", "recommend: 2.0");
        assertThat(traits(decide(text, "winnt 5.1 i386 LIB 1.0"))).isEqualTo("ansi old");
        assertThat(decide(text, "winnt 5.1 i386 LIB 3.0")).isInstanceOf(Refused.class);
    }

    @Test
    void shouldNotCreateAdviceForClientWithoutTraits() {
        Catalog catalog =
                SampleCatalogs.read(RELEASES + "groups: { macs: { system-type: mac, traits: mac } }\n" + RULES);
        Verdict first = catalog.decide(SampleClients.of("0x0409 winnt 5.1 i386 LIB 1.0"), NOW);
        assertThat(catalog.decide(SampleClients.of("0x0409 win 4.10 i386 LIB 1.0"), NOW))
                .isSameAs(first);
        assertThat(((Advice) first).traits()).isEmpty();
    }

    @Test
    void shouldReportChangedTraits() {
        Catalog before = SampleCatalogs.read(RELEASES + RULES);
        Catalog after = SampleCatalogs.read(RELEASES + GROUPS + RULES);
        assertThat(before.diff(after).changes(after.diff(after).representativeClients(1000), NOW))
                .extracting(Change::after)
                .anyMatch(change -> change.contains(", traits ansi old (any)"))
                .anyMatch(change -> change.contains(", traits ansi mac no-p2p old (any)"))
                .anyMatch(change -> change.contains(", traits no-p2p (third"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            [ansi, no-p2p] | [ANSI]        | releases.LIB[1].traits[0]: 'ANSI' must be in lower case: 'ansi'
            [ansi, no-p2p] | 'no p2p'      | releases.LIB[1].traits: 'no p2p' is not a trait; use at most 32 lower-case letters, digits and single hyphens between them, such as no-p2p
            [ansi, no-p2p] | -p2p          | releases.LIB[1].traits: '-p2p' is not a trait; use at most 32
            [ansi, no-p2p] | a23456789-a23456789-a23456789-a23 | is not a trait; use at most 32
            [ansi, no-p2p] | []            | releases.LIB[1].traits: the list is empty; add a value
            [ansi, no-p2p] | { a: b }      | releases.LIB[1].traits: must be text, but is a mapping
            version: 2.0, traits | version: 2.0, trait | releases.LIB[1].trait: unknown key; did you mean 'traits'?
            "version: 2.0, "     | ""                  | releases.LIB[1]: missing key 'version'; add it
            system-type: mac, traits: mac | traits: mac | groups.macs: the group has no conditions; add one
            user-handle: '@example.com'   | library: LIBB | groups.testers.library: 'LIBB' is not listed under releases; did you mean 'LIB'?
            """)
    void shouldRejectInvalidTraits(String right, String wrong, String problem) {
        String text = RELEASES + GROUPS + RULES;
        assertThat(text).contains(right);
        assertThat(SampleCatalogs.problems(text.replace(right, wrong)))
                .first()
                .asString()
                .contains(problem);
    }

    @Test
    void shouldLimitTraitsAndGroupsWithTraits() {
        String traits = IntStream.range(0, 65).mapToObj(i -> "t" + i).collect(Collectors.joining(", "));
        assertThat(SampleCatalogs.read(RELEASES.replace("ansi, no-p2p", traits.replace(", t62, t63, t64", "")) + RULES))
                .isNotNull();
        assertThatThrownBy(() -> SampleCatalogs.read(RELEASES.replace("ansi, no-p2p", traits) + RULES))
                .isInstanceOf(CatalogException.class)
                .hasMessage("test.yaml:3:349: releases.LIB[1].traits[64]: more than 64 different traits; use fewer");
        String groups = IntStream.range(0, 65)
                .mapToObj(i -> "  g" + i + ": { codebase: c" + i + ", traits: t }\n")
                .collect(Collectors.joining());
        assertThatThrownBy(() -> SampleCatalogs.read(RELEASES + "groups:\n" + groups + RULES))
                .isInstanceOf(CatalogException.class)
                .hasMessage("test.yaml:6:3: groups: more than 64 groups have traits; use fewer");
    }

    private static Verdict decide(String text, String client) {
        return SampleCatalogs.read(text).decide(SampleClients.of("0x0409 " + client), NOW);
    }

    private static String traits(Verdict verdict) {
        Set<String> traits = ((Advice) verdict).traits();
        return String.join(" ", new TreeSet<>(traits));
    }
}
