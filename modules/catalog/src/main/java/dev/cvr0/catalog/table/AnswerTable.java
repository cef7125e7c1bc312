// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.table;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.catalog.condition.Condition;
import dev.cvr0.catalog.model.CatalogModel;
import dev.cvr0.catalog.model.Rule;
import dev.cvr0.catalog.model.RuleTrace;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The answers of a catalog for each release, system and locale that it distinguishes, at one time. Immutable and
 * thread-safe.
 *
 * <p>To find the answer for a client of a listed release, take for each of system type, architecture and locale the value
 * of the client if the release has rows with it, otherwise {@value #ANY}. Take the latest system version that is not later
 * than that of the client, otherwise {@value #ANY}. A value that does not change the answers of a release has no rows.
 *
 * <p>The clients have no codebase and no user handle, offered no dialect, and have the loopback address. In the URLs of
 * rows for any locale, the locale is {@code 0x0000}.
 *
 * @since 0.1
 */
public final class AnswerTable {

    /** Any value without a separate row. No condition holds for it. */
    public static final String ANY = "*";

    /** The largest number of combinations of system types, system versions, architectures and locales. */
    public static final int MAX_COMBINATIONS = 100_000;

    private static final Lcid ANY_LOCALE = new Lcid(0);
    private static final Set<String> VARIED =
            Set.of("locale", "system-type", "system-version", "architecture", "library", "client-version", "time");

    private final CatalogModel catalog;
    private final Instant at;
    private final DistinguishedValues values;

    /**
     * Creates a table; {@link dev.cvr0.catalog.Catalog#table} calls this.
     *
     * @param catalog the catalog
     * @param at the time by which rules are evaluated
     */
    public AnswerTable(CatalogModel catalog, Instant at) {
        this.catalog = catalog;
        this.at = at;
        this.values = DistinguishedValues.of(catalog);
    }

    /**
     * Returns the number of combinations for each release.
     *
     * @return the number, possibly above {@link #MAX_COMBINATIONS}
     */
    public long combinations() {
        return values.combinations();
    }

    /**
     * Returns the keys of the conditions that the table does not vary, such as {@code user-handle}.
     *
     * @return the keys in alphabetical order
     */
    public SortedSet<String> otherConditions() {
        return DistinguishedValues.conditions(catalog)
                .map(Condition::key)
                .filter(key -> !VARIED.contains(key))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Returns the rows in the order of libraries and versions. They are computed for one release at a time.
     *
     * @return the rows
     * @throws IllegalStateException if there are more than {@link #MAX_COMBINATIONS} combinations
     */
    public Stream<Row> rows() {
        if (combinations() > MAX_COMBINATIONS) {
            throw new IllegalStateException("too many combinations: " + combinations());
        }
        return catalog.releases().clients().map(ClientProfile::program).flatMap(this::rows);
    }

    @SuppressWarnings("ReferenceEquality") // two attributes can have equal values
    private Stream<Row> rows(ClientProgram release) {
        List<Row> rows = new ArrayList<>();
        for (String type : values.systemTypes()) {
            for (String systemVersion : values.systemVersions()) {
                for (String architecture : values.architectures()) {
                    for (Lcid locale : values.locales()) {
                        rows.add(row(new ClientProgram(
                                locale, type, systemVersion, architecture, release.library(), release.version(), "")));
                    }
                }
            }
        }
        boolean[] redundant = new boolean[rows.size()];
        int stride = rows.size();
        for (List<?> ofAttribute : values.lists()) {
            stride /= ofAttribute.size();
            markRedundant(rows, redundant, stride, ofAttribute, ofAttribute == values.systemVersions());
        }
        return IntStream.range(0, rows.size())
                .filter(index -> !redundant[index])
                .mapToObj(rows::get);
    }

    // Compares the rows of each value with those that apply if the value has none.
    private static void markRedundant(
            List<Row> rows, boolean[] redundant, int stride, List<?> ofAttribute, boolean ordered) {
        int size = ofAttribute.size();
        int fallback = 0;
        for (int value = 1; value < size; value++) {
            int current = value;
            int offset = (value - fallback) * stride;
            int[] indexes = IntStream.range(0, rows.size() / size)
                    .map(index -> (index / stride * size + current) * stride + index % stride)
                    .toArray();
            if (IntStream.of(indexes).allMatch(index -> rows.get(index).hasAnswerOf(rows.get(index - offset)))) {
                IntStream.of(indexes).forEach(index -> redundant[index] = true);
            } else if (ordered) {
                fallback = value;
            }
        }
    }

    private Row row(ClientProgram program) {
        RuleTrace rule = new RuleTrace();
        ClientProfile client = new ClientProfile(program, "", List.of(), InetAddress.getLoopbackAddress());
        Verdict verdict = catalog.decide(client, at, rule);
        return new Row(
                program.library(),
                program.version(),
                program.systemType(),
                program.systemVersion(),
                program.architecture(),
                program.locale().equals(ANY_LOCALE) ? ANY : program.locale().toString(),
                verdict,
                rule.rule().map(Rule::name).orElse(""),
                rule.rule().map(found -> found.location().toString()).orElse(""));
    }

    /**
     * The answer to clients of a release.
     *
     * @param library the library
     * @param version the version of the client
     * @param systemType the type of the operating system, or {@value AnswerTable#ANY}
     * @param systemVersion the earliest version of the operating system, or {@value AnswerTable#ANY}
     * @param architecture the processor architecture, or {@value AnswerTable#ANY}
     * @param locale the locale, or {@value AnswerTable#ANY}
     * @param verdict the verdict
     * @param rule the name of the rule that determined it, or {@code otherwise}; empty in an emergency
     * @param location the location of the rule; empty in an emergency
     */
    public record Row(
            String library,
            ClientVersion version,
            String systemType,
            String systemVersion,
            String architecture,
            String locale,
            Verdict verdict,
            String rule,
            String location) {

        boolean hasAnswerOf(Row other) {
            return verdict.equals(other.verdict) && location.equals(other.location);
        }
    }
}
