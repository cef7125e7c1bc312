// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.SampleClients.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.ClientProfile;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutTest {

    static final int USERS = 10_000;

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
