// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.SampleClients.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.table.AnswerTable;
import dev.cvr0.catalog.table.AnswerTable.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AnswerTableTest {

    private static final String HEAD = """
            format: 1
            base-url: http://example.com
            languages: [en, es, pt-br]
            releases: { LIB: [1.0, 2.0, 6.1], OTHER: 3.0 }
            groups: { g: { system-type: mac, locale: de }, h: { architecture: ppc }, t: { system-version: 5.1, traits: xp } }
            """;

    private static final String[] CONDITIONS = {
        "system-type: win",
        "system-type: [winnt, mac]",
        "system-version: 5.1",
        "system-version: [5.0, { from: 5.2, below: 6.0 }]",
        "system-version: { below: 4.10 }",
        "system-version: { from: 5.1 }",
        "architecture: [ppc, x64]",
        "locale: es",
        "locale: [0x0409, de]",
        "group: g",
        "group: [g, h]",
        "library: LIB",
        "library: OTHER",
        "client-version: { below: 2.0 }",
        "client-version: 6.1"
    };

    private static final String[] TEXTS = {"/d", "'/{language}/d'", "'/f?{language}'"};

    /** Looks up a client as the description of the table says. */
    @Property(tries = 150)
    void shouldGiveAnswerOfEachClient(@ForAll long seed) {
        Random random = new Random(seed);
        Catalog catalog = catalog(random, 1 + random.nextInt(12));
        List<Row> rows = catalog.table(NOW).rows().toList();
        for (int i = 0; i < 60; i++) {
            ClientProfile client = client(random);
            Row row = lookUp(rows, client.program());
            Explanation explanation = catalog.explain(client, NOW);
            assertThat(row.verdict()).isEqualTo(explanation.verdict());
            assertThat(row.rule()).isEqualTo(explanation.rule().orElseThrow().name());
            assertThat(row.location())
                    .isEqualTo(explanation.rule().orElseThrow().location().toString());
        }
    }

    private static Row lookUp(List<Row> rows, ClientProgram client) {
        List<Row> left = rows.stream()
                .filter(row ->
                        row.library().equals(client.library()) && row.version().equals(client.version()))
                .toList();
        left = withValue(left, Row::systemType, client.systemType());
        ClientVersion system = ClientVersion.parse(client.systemVersion());
        String floor = left.stream()
                .map(Row::systemVersion)
                .filter(version -> !version.equals(AnswerTable.ANY) && system.isReadable())
                .map(ClientVersion::parse)
                .filter(version -> version.compareTo(system) <= 0)
                .max(Comparator.naturalOrder())
                .map(ClientVersion::text)
                .orElse(AnswerTable.ANY);
        left = withValue(left, Row::systemVersion, floor);
        left = withValue(left, Row::architecture, client.architecture());
        left = withValue(left, Row::locale, client.locale().toString());
        assertThat(left).hasSize(1);
        return left.get(0);
    }

    private static List<Row> withValue(List<Row> rows, Function<Row, String> column, String value) {
        boolean listed = rows.stream().map(column).anyMatch(value::equals);
        return rows.stream()
                .filter(row -> column.apply(row).equals(listed ? value : AnswerTable.ANY))
                .toList();
    }

    @Test
    void shouldHaveOneRowForReleaseWhoseAnswersAreEqual() {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD
                + "rules:\n  - { name: only, when: { library: LIB, client-version: 1.0, system-type: win, locale: es }, "
                + SampleCatalogs.ANSWER + " }\n" + SampleCatalogs.TAIL);
        List<Row> rows = catalog.table(NOW).rows().toList();
        assertThat(rows.stream().filter(row -> !row.version().text().equals("1.0")))
                .allMatch(row -> row.rule().equals("otherwise")
                        && row.location().equals("test.yaml:6:12")
                        && (row.systemType() + row.systemVersion() + row.architecture() + row.locale()).equals("****"))
                .hasSize(4);
        assertThat(rows.stream()
                        .filter(row ->
                                row.systemType().equals("win") && !row.locale().equals("*")))
                .allMatch(row -> row.location().equals("test.yaml:5:5"))
                .extracting(Row::locale)
                .contains("0x040a", "0x0c0a", "0x080a");
    }

    @Test
    void shouldEvaluateRulesAtGivenTime() {
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD
                + "rules:\n  - { name: later, when: {}, from: 2026-02-01T00:00Z, " + SampleCatalogs.ANSWER + " }\n"
                + SampleCatalogs.TAIL);
        assertThat(catalog.table(NOW).rows()).allMatch(row -> row.rule().equals("otherwise"));
        assertThat(catalog.table(Instant.parse("2026-02-01T00:00:00Z")).rows())
                .allMatch(row -> row.rule().equals("later"));
    }

    @Test
    void shouldHaveNoRuleInEmergency() {
        Catalog catalog =
                SampleCatalogs.read(SampleCatalogs.HEAD + "emergency: echo\nrules: []\n" + SampleCatalogs.TAIL);
        assertThat(catalog.table(NOW).rows())
                .hasSize(5)
                .allMatch(row -> row.rule().isEmpty()
                        && row.verdict() instanceof Advice advice
                        && advice.recommended().equals(row.version()));
    }

    @Test
    void shouldNameConditionsThatAreNotVaried() {
        String conditions = "{ codebase: X, user-handle: a@example.com, offered-dialect: MSNP8, group: [a, b] }";
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD
                + "groups: { a: { remote-address: '::1' }, b: { system-type: mac } }\n"
                + "rules:\n  - { name: only, when: " + conditions + ", rollout: 5%, " + SampleCatalogs.ANSWER + " }\n"
                + SampleCatalogs.TAIL);
        assertThat(catalog.table(NOW).otherConditions())
                .containsExactly("codebase", "offered-dialect", "remote-address", "rollout", "user-handle");
        String unknown = "unknown-clients: [{ name: u, when: { codebase: X }, mode: echo }]\n";
        assertThat(SampleCatalogs.read(SampleCatalogs.HEAD + unknown + "rules: []\n" + SampleCatalogs.TAIL)
                        .table(NOW)
                        .otherConditions())
                .isEmpty();
        assertThat(SampleCatalogs.withCondition("{ system-type: mac }")
                        .table(NOW)
                        .otherConditions())
                .isEmpty();
    }

    @Test
    void shouldRefuseTooManyCombinations() {
        String many = IntStream.range(0, 500).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
        AnswerTable table = SampleCatalogs.withCondition(
                        "{ system-type: [" + many + "], architecture: [" + many + "] }")
                .table(NOW);
        assertThat(table.combinations()).isEqualTo(501L * 501);
        assertThatThrownBy(table::rows).hasMessage("too many combinations: 251001");
    }

    private static Catalog catalog(Random random, int count) {
        List<String> rules = IntStream.range(0, count)
                .mapToObj(i -> "  - { name: r" + i + ", when: { " + when(random)
                        + " }, recommend: 2.0, minimum: 1.0, download: " + one(random, TEXTS) + ", fallback: "
                        + one(random, TEXTS) + " }\n")
                .collect(Collectors.toCollection(ArrayList::new));
        while (true) {
            try {
                return SampleCatalogs.read(HEAD
                        + (rules.isEmpty() ? "rules: []\n" : "rules:\n")
                        + String.join("", rules)
                        + SampleCatalogs.TAIL);
            } catch (CatalogException e) {
                // A rule that is never reached is left out.
                rules.remove(e.errors().get(0).location().line() - 7);
            }
        }
    }

    private static String when(Random random) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            String condition = one(random, CONDITIONS);
            String key = condition.substring(0, condition.indexOf(':') + 1);
            if (conditions.stream().noneMatch(other -> other.startsWith(key))) {
                conditions.add(condition);
            }
        }
        return String.join(", ", conditions);
    }

    private static ClientProfile client(Random random) {
        return SampleClients.of(String.join(
                " ",
                one(random, "0x0409", "0x0c0a", "0x080a", "0x0407", "0x0411", "0x0416"),
                one(random, "win", "winnt", "mac", "linux"),
                one(random, "4.0", "4.10", "5.0", "5.0.1", "5.1", "5.1.2600", "5.2", "5.3", "6.0", "10.0", "odd"),
                one(random, "i386", "ppc", "x64"),
                one(random, "LIB 1.0", "LIB 2.0", "LIB 6.1", "OTHER 3.0")));
    }

    private static String one(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }
}
