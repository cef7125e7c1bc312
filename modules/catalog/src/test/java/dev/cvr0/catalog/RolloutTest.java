// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.SampleClients.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.diff.CatalogDiff;
import dev.cvr0.catalog.error.ValidationError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutTest {

    static final int USERS = 10_000;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final ClientProfile ANN = client("ann@example.com", "127.0.0.1");

    // Each bucket was computed with: printf 'salt\nidentity' | sha256sum, the first 16 digits modulo 10000.
    @ParameterizedTest
    @CsvSource({
        "spring, ann@example.com, 127.0.0.1, 6945",
        "summer, ann@example.com, 127.0.0.1, 5614",
        "spring, -, 192.0.2.7, 9135",
        "spring, -, 2001:db8:0:1::7, 8235"
    })
    void shouldComputeDocumentedBucket(String salt, String handle, String address, int bucket) {
        ClientProfile client = client(handle, address);
        assertThat(isMatched(catalog(percent(bucket), salt), client)).isFalse();
        assertThat(isMatched(catalog(percent(bucket + 1), salt), client)).isTrue();
    }

    @Test
    void shouldMatchAllUsersAt100Percent() {
        assertThat(matched("100%", "salt")).hasSize(USERS);
    }

    @Test
    void shouldSelectOtherUsersWithOtherSalt() {
        Set<Integer> one = matched("10%", "spring");
        Set<Integer> other = matched("10%", "summer");
        Set<Integer> both = one.stream().filter(other::contains).collect(Collectors.toSet());
        assertThat(both.size()).isBetween(50, 160);
    }

    @Test
    void shouldUseRuleNameAsDefaultSalt() {
        Catalog unsalted = SampleCatalogs.read(text("spring", "10%"));
        Catalog salted = SampleCatalogs.read(text("other", "{ percent: 10, salt: spring }"));
        for (int user = 0; user < 500; user++) {
            ClientProfile client = user(user);
            assertThat(isMatched(unsalted, client)).isEqualTo(isMatched(salted, client));
        }
    }

    @Test
    void shouldIgnoreCaseAndAddressOfUser() {
        Catalog catalog = SampleCatalogs.read(text("spring", "50%"));
        for (int user = 0; user < 200; user++) {
            boolean matched = isMatched(catalog, user(user));
            assertThat(isMatched(catalog, client("USER" + user + "@Example.com", "198.51.100.7")))
                    .isEqualTo(matched);
        }
    }

    @Test
    void shouldUseNetworkPrefixIfClientHasNoHandle() {
        Catalog catalog = SampleCatalogs.read(text("spring", "50%"));
        int matched = 0;
        for (int net = 0; net < 200; net++) {
            String network = "2001:db8:0:" + Integer.toHexString(net) + ":";
            boolean first = isMatched(catalog, client("-", network + ":1"));
            assertThat(isMatched(catalog, client("-", network + "ffff::2"))).isEqualTo(first);
            matched += first ? 1 : 0;
        }
        assertThat(matched).isBetween(60, 140);
    }

    @ParameterizedTest
    @CsvSource({"0%", "100.01%", "-1%", "10.001%", "ten", "''", "1e1"})
    void shouldRejectInvalidPercentage(String percentage) {
        assertThat(SampleCatalogs.problems(text("a", "'" + percentage + "'")))
                .singleElement()
                .asString()
                .contains("is not a percentage; use 0.01% to 100%");
    }

    @Test
    void shouldExplainBucketOfUser() {
        Catalog catalog = SampleCatalogs.read(text("spring", "0.01%"));
        assertThat(catalog.explain(client("ann@example.com", "127.0.0.1"), NOW).steps())
                .singleElement()
                .asString()
                .endsWith("spring: does not match: rollout is '69.45%', expected less than 0.01%");
    }

    @Test
    void shouldGrowEvenlyAndKeepUsers() {
        Catalog catalog = SampleCatalogs.read(growing("{ from: 5%, to: 100%, over: P10D, salt: spring }"));
        Set<Integer> before = Set.of();
        for (int day = 0; day <= 10; day++) {
            Set<Integer> matched = matched(catalog, START.plus(Duration.ofDays(day)));
            assertThat(matched.containsAll(before)).as("day %d", day).isTrue();
            assertThat((double) matched.size()).isCloseTo(USERS * (0.05 + 0.095 * day), Offset.offset(USERS * 0.02));
            before = matched;
        }
        assertThat(before).hasSize(USERS);
        assertThat(matched(catalog, START.minusMillis(1))).isEmpty();
        assertThat(matched(catalog, START.plus(Duration.ofDays(400)))).hasSize(USERS);
    }

    // Ann is in bucket 6945. From 5% to 100% in 9,500 minutes, one bucket is added each minute.
    @Test
    void shouldBeginForUserAtComputedTime() {
        Catalog catalog = SampleCatalogs.read(growing("{ from: 5%, to: 100%, over: PT9500M, salt: spring }"));
        Instant since = START.plus(Duration.ofMinutes(6945 + 1 - 500));
        assertThat(isMatched(catalog, ANN, since.minusMillis(1))).isFalse();
        assertThat(isMatched(catalog, ANN, since)).isTrue();
        CatalogDiff diff = SampleCatalogs.read(SampleCatalogs.HEAD + "rules: []\n" + SampleCatalogs.TAIL)
                .diff(catalog);
        assertThat(diff.timeline(List.of(ANN), START, done -> {}).transitions().keySet())
                .contains(since);
    }

    @Test
    void shouldExplainGrowth() {
        Catalog catalog = SampleCatalogs.read(growing("{ from: 5%, to: 100%, over: P7D, salt: spring }"));
        assertThat(catalog.explain(ANN, START.plus(Duration.ofDays(1))).steps())
                .singleElement()
                .asString()
                .endsWith("rollout is '69.45% while the rollout is 18.57%', expected less than 5%, growing to 100% from"
                        + " 2026-03-01T00:00:00Z until 2026-03-08T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            { from: 5%, to: 5%, over: P7D }                | to is not more than from; raise to, or use percent
            { from: 5%, to: 50%, over: 7d }                | '7d' is not a duration from PT1M to P3650D; use days such as P7D
            { from: 5%, to: 50%, over: PT59S }             | 'PT59S' is not a duration from PT1M to P3650D
            { from: 5%, to: 50%, over: -P7D }              | '-P7D' is not a duration from PT1M to P3650D
            { from: 5%, to: 50% }                          | missing key 'over'; add it
            { from: 5%, to: 101%, over: P7D }              | '101%' is not a percentage
            { percent: 5%, from: 5%, to: 50%, over: P7D }  | cannot be combined with from, to and over
            """)
    void shouldRejectInvalidGrowth(String rollout, String problem) {
        assertThat(SampleCatalogs.problems(growing(rollout)))
                .singleElement()
                .asString()
                .contains(problem);
    }

    @Test
    void shouldRejectGrowthWithoutStart() {
        assertThat(SampleCatalogs.problems(text("a", "{ from: 5%, to: 50%, over: P7D }")))
                .singleElement()
                .asString()
                .contains("a growing rollout needs a start; add from: TIME to the rule");
    }

    @Test
    void shouldStateTheAnswerOutsideTheRollout() {
        String rules = "rules:\n" + rule("first", "rollout: 5%") + rule("spanish", "when: { locale: es }")
                + rule("growing", "rollout: { from: 1%, to: 2%, over: P7D }, from: 2026-03-01T00:00Z")
                + rule("all", "");
        Catalog catalog = SampleCatalogs.read(SampleCatalogs.HEAD + rules + SampleCatalogs.TAIL);
        assertThat(catalog.rolloutNotices())
                .extracting(ValidationError::message)
                .containsExactly(
                        "rule 'first': clients outside the rollout get the answer of the first that matches: rule"
                                + " 'spanish', rule 'growing', rule 'all'",
                        "rule 'growing': clients outside the rollout get the answer of rule 'all'");
        assertThat(SampleCatalogs.read(text("only", "5%")).rolloutNotices())
                .extracting(ValidationError::message)
                .containsExactly("rule 'only': clients outside the rollout get the answer of otherwise");
    }

    private static String rule(String name, String keys) {
        return "  - { name: " + name + (keys.contains("when") ? "" : ", when: {}") + (keys.isEmpty() ? "" : ", ") + keys
                + ", " + SampleCatalogs.ANSWER + " }\n";
    }

    private static String growing(String rollout) {
        return "zone: UTC\n" + text("a", rollout + ", from: 2026-03-01");
    }

    private static boolean isMatched(Catalog catalog, ClientProfile client, Instant at) {
        return !catalog.decide(client, at).reason().equals("otherwise");
    }

    private static Set<Integer> matched(Catalog catalog, Instant at) {
        return IntStream.range(0, USERS)
                .filter(user -> isMatched(catalog, user(user), at))
                .boxed()
                .collect(Collectors.toSet());
    }

    static Set<Integer> matched(String percentage, String salt) {
        Catalog catalog = catalog(percentage, salt);
        return IntStream.range(0, USERS)
                .filter(user -> isMatched(catalog, user(user)))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static Catalog catalog(String percentage, String salt) {
        return SampleCatalogs.read(text("a", "{ percent: " + percentage + ", salt: " + salt + " }"));
    }

    private static boolean isMatched(Catalog catalog, ClientProfile client) {
        return !catalog.decide(client, NOW).reason().equals("otherwise");
    }

    private static ClientProfile user(int number) {
        return client("user" + number + "@example.com", "127.0.0.1");
    }

    private static ClientProfile client(String handle, String address) {
        return SampleClients.of("0x0409 winnt 5.1 i386 LIB 1.0 - " + handle + " MSNP8 " + address);
    }

    static String percent(int hundredths) {
        return String.format(Locale.ROOT, "%d.%02d%%", hundredths / 100, hundredths % 100);
    }

    private static String text(String name, String rollout) {
        return SampleCatalogs.HEAD + "rules:\n  - { name: " + name + ", when: {}, rollout: " + rollout + ", "
                + SampleCatalogs.ANSWER + " }\n" + SampleCatalogs.TAIL;
    }
}
