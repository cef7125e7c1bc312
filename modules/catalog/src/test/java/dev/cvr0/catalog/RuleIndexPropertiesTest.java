// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.error.CatalogException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Compares the index with a linear search. Catalogs and clients have few values, so that many rules match. */
class RuleIndexPropertiesTest {

    private static final String[] CONDITIONS = {
        "system-type: win",
        "system-type: [winnt, mac]",
        "architecture: i386",
        "architecture: [ppc, x64]",
        "library: LIB",
        "library: [LIB, OTHER]",
        "client-version: 2.0",
        "client-version: { below: 6.1 }",
        "client-version: [1.0, { from: 6.1 }]",
        "codebase: ''",
        "codebase: [A, B]",
        "locale: es",
        "locale: [0x0409, de]",
        "user-handle: ann@example.com",
        "user-handle: '@example.com'",
        "user-handle: [bob@example.org, '@example.net']",
        "user-handle: ''",
        "offered-dialect: MSNP8",
        "remote-address: 192.0.2.0/24",
        "remote-address: 192.0.2.7",
        "remote-address: [192.0.0.0/8, '2001:db8::/32']",
        "remote-address: '2001:db8::1'",
        "group: g",
        "group: [g, h]",
        "system-version: { from: 5.0 }"
    };

    private static final Instant AT = Instant.parse("2020-06-01T00:00:00Z");

    @Property(tries = 100)
    void shouldFindSameRuleAsLinearSearch(@ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int rules) {
        Random random = new Random(seed);
        Catalog catalog = catalog(random, rules);
        for (int i = 0; i < 40; i++) {
            ClientProfile client = client(random);
            assertThatIndexAgreesWithTheOrder(catalog, client);
        }
    }

    @Property(tries = 100)
    void shouldFindSameRuleAsLinearSearchByAddress(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String when = "remote-address: [" + block(random) + ", " + block(random) + "]";
            rules.add("  - { name: r" + i + ", when: { " + when + " }, " + SampleCatalogs.ANSWER + " }\n");
        }
        Catalog catalog = SampleCatalogs.read(text(reachable(rules)));
        for (int i = 0; i < 60; i++) {
            ClientProfile client = SampleClients.of("0x0409 win 4.10 i386 LIB 1.0 - - MSNP8 " + address(random));
            assertThatIndexAgreesWithTheOrder(catalog, client);
        }
    }

    @Property(tries = 30)
    void shouldRejectOnlyRulesThatNeverMatch(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> rules = rules(random, 60);
        List<Catalog> alone = rules.stream()
                .map(RuleIndexPropertiesTest::alone)
                .flatMap(Optional::stream)
                .toList();
        Catalog all = SampleCatalogs.read(text(reachable(rules)));
        for (int i = 0; i < 60; i++) {
            ClientProfile client = client(random);
            assertThat(all.decide(client, AT).reason()).isEqualTo(first(alone, client));
        }
    }

    @Property(tries = 100)
    void shouldJoinTraitsOfReleaseAndOfEachGroupOfClient(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> groups = IntStream.range(0, 12)
                .mapToObj(i -> Stream.generate(() -> when(random))
                        .filter(when -> !when.contains("group"))
                        .findFirst()
                        .orElseThrow())
                .toList();
        Catalog catalog =
                SampleCatalogs.read(SampleCatalogs.HEAD.replace("6.10]", "{ version: 6.10, traits: [r, t3] }]")
                        + "groups:\n"
                        + IntStream.range(0, groups.size())
                                .mapToObj(i -> "  g" + i + ": { " + groups.get(i) + ", traits: [t" + i + ", t" + i / 2
                                        + "] }\n")
                                .collect(Collectors.joining())
                        + "rules: []\n" + SampleCatalogs.TAIL);
        List<Optional<Catalog>> members = groups.stream()
                .map(when -> alone("  - { name: r0, when: { " + when + " }, " + SampleCatalogs.ANSWER + " }\n"))
                .toList();
        for (int i = 0; i < 40; i++) {
            ClientProfile client = client(random);
            Set<String> expected = new HashSet<>();
            if (client.program().version().text().equals("6.10")) {
                expected.addAll(List.of("r", "t3"));
            }
            for (int group = 0; group < groups.size(); group++) {
                if (!first(members.get(group).stream().toList(), client).equals("otherwise")) {
                    expected.addAll(List.of("t" + group, "t" + group / 2));
                }
            }
            assertThat(((Advice) catalog.decide(client, AT)).traits()).isEqualTo(expected);
        }
    }

    // The explanation evaluates each rule up to the one that the index found. No earlier one may match.
    private static void assertThatIndexAgreesWithTheOrder(Catalog catalog, ClientProfile client) {
        Explanation explanation = catalog.explain(client, AT);
        assertThat(explanation.verdict()).isEqualTo(catalog.decide(client, AT));
        List<Explanation.Step> steps = explanation.steps();
        boolean otherwise = explanation.verdict().reason().equals("otherwise");
        for (int i = 0; i < steps.size(); i++) {
            boolean answered = !otherwise && i == steps.size() - 1;
            assertThat(steps.get(i).outcome() instanceof Explanation.Matched).isEqualTo(answered);
        }
        assertThat(steps).hasSizeLessThanOrEqualTo(catalog.ruleCount());
        assertThat(!otherwise || steps.size() == catalog.ruleCount()).isTrue();
    }

    private static Catalog catalog(Random random, int count) {
        return SampleCatalogs.read(text(reachable(rules(random, count))));
    }

    // Removes the rules that are reported as never reached.
    private static List<String> reachable(List<String> rules) {
        List<String> left = new ArrayList<>(rules);
        while (true) {
            try {
                SampleCatalogs.read(text(left));
                return left;
            } catch (CatalogException e) {
                List<Integer> lines =
                        e.errors().stream().map(p -> p.location().line()).toList();
                for (int i = left.size() - 1; i >= 0; i--) {
                    if (lines.contains(i + 6)) {
                        left.remove(i);
                    }
                }
            }
        }
    }

    // A catalog with a single rule, without effect of order and index; empty if the rule matches no release.
    private static Optional<Catalog> alone(String rule) {
        try {
            return Optional.of(SampleCatalogs.read(text(List.of(rule))));
        } catch (CatalogException e) {
            return Optional.empty();
        }
    }

    private static String first(List<Catalog> alone, ClientProfile client) {
        return alone.stream()
                .map(catalog -> catalog.decide(client, AT).reason())
                .filter(reason -> !reason.equals("otherwise"))
                .findFirst()
                .orElse("otherwise");
    }

    private static List<String> rules(Random random, int count) {
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rules.add("  - { name: r" + i + ", when: { " + when(random) + " }, " + SampleCatalogs.ANSWER + " }\n");
        }
        return rules;
    }

    private static String when(Random random) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            String condition = CONDITIONS[random.nextInt(CONDITIONS.length)];
            String key = condition.substring(0, condition.indexOf(':') + 1);
            if (conditions.stream().noneMatch(other -> other.startsWith(key))) {
                conditions.add(condition);
            }
        }
        return String.join(", ", conditions);
    }

    private static String text(List<String> rules) {
        return SampleCatalogs.HEAD
                + "groups: { g: { locale: es, library: LIB }, h: { user-handle: '@example.com', locale: en } }\n"
                + (rules.isEmpty() ? "rules: []\n" : "rules:\n") + String.join("", rules) + SampleCatalogs.TAIL;
    }

    private static ClientProfile client(Random random) {
        return SampleClients.of(String.join(
                " ",
                one(random, "0x0409", "0x0c0a", "0x080a", "0x0407", "0x0411"),
                one(random, "win", "winnt", "mac", "linux"),
                one(random, "4.10", "5.1", "odd"),
                one(random, "i386", "ppc", "arm"),
                one(random, "LIB 1.0", "LIB 2.0", "LIB 6.1", "LIB 6.10", "OTHER 3.0"),
                one(random, "-", "A", "C"),
                one(random, "-", "ANN@example.com", "bob@example.org", "carl@example.net", "dora@example.edu"),
                one(random, "MSNP8", "MSNP9,MSNP8", "MSNP12"),
                one(random, "192.0.2.7", "192.0.2.8", "192.1.1.1", "10.0.0.1", "2001:db8::1", "2001:db9::1")));
    }

    private static String block(Random random) {
        int part = random.nextInt(4);
        return switch (random.nextInt(6)) {
            case 0 -> "'10." + part + ".0.0/16'";
            case 1 -> "'10." + part + "." + part + ".0/24'";
            case 2 -> "'10." + part + ".0.0/18'";
            case 3 -> "'10." + part + ".0." + random.nextInt(4) + "'";
            case 4 -> "'2001:db8:" + part + "::/48'";
            default -> "'2001:db8::" + part + "'";
        };
    }

    private static String address(Random random) {
        int part = random.nextInt(4);
        return random.nextInt(3) == 0
                ? one(random, "2001:db8:" + part + "::1", "2001:db8::" + part)
                : "10." + part + "." + one(random, "0", String.valueOf(part), "70") + "." + random.nextInt(4);
    }

    private static String one(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }
}
