// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VersionPolicyContractTest {

    private static final String KNOWN = "shouldAdviseKnownClients";
    private static final String ANY = "shouldDecideForEveryClient";
    private static final String MINIMUM = "shouldRecommendAtLeastTheMinimum";
    private static final String CONSISTENT = "shouldDecideConsistently";
    private static final String THREADS = "shouldDecideConcurrently";

    @Test
    void shouldPassACorrectPolicy() {
        ContractRun run = ContractRun.of(Correct.class);
        assertThat(run.failed()).as(run.messages()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(5);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(KnowingNoClient.class, KNOWN),
                Arguments.of(WithoutKnownClients.class, KNOWN),
                Arguments.of(Throwing.class, ANY),
                Arguments.of(RequiringMoreThanItRecommends.class, MINIMUM),
                Arguments.of(CountingCalls.class, CONSISTENT),
                Arguments.of(BoundToAThread.class, THREADS));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void shouldFailAnIncorrectPolicy(Class<?> testClass, String failing) {
        assertThat(ContractRun.of(testClass).failed()).contains(failing);
    }

    @Test
    void shouldFailOnlyTheTestsOfTheViolation() {
        assertThat(ContractRun.of(CountingCalls.class).failed()).containsExactlyInAnyOrder(CONSISTENT, THREADS);
        assertThat(ContractRun.of(RequiringMoreThanItRecommends.class).failed()).containsExactly(MINIMUM);
        assertThat(ContractRun.of(BoundToAThread.class).failed()).containsExactly(THREADS);
    }

    static Advice advice(String recommended, String minimum, String url) {
        return Advice.recommend(ClientVersion.parse(recommended), new DownloadUrl(url))
                .withMinimum(ClientVersion.parse(minimum));
    }

    /** A policy with its contract tests. */
    abstract static class Policy implements VersionPolicyContract, VersionPolicy {

        @Override
        public VersionPolicy createPolicy() {
            return this;
        }

        @Override
        public List<ClientProfile> knownClients() {
            return List.of(TestClient.messenger("6.0.0602").profile());
        }
    }

    static class Correct extends Policy {
        private final VersionPolicy policy = new ReferencePolicy();

        @Override
        public Verdict decide(ClientProfile client) {
            return policy.decide(client);
        }
    }

    static class KnowingNoClient extends Policy {
        @Override
        public Verdict decide(ClientProfile client) {
            return new UnknownClient("unknown");
        }
    }

    static class WithoutKnownClients extends Correct {
        @Override
        public List<ClientProfile> knownClients() {
            return List.of();
        }
    }

    static class Throwing extends Policy {
        @Override
        public Verdict decide(ClientProfile client) {
            return advice(
                    String.valueOf(
                            Integer.parseInt(client.program().version().text().substring(0, 1))),
                    "0",
                    "http://x/");
        }
    }

    static class RequiringMoreThanItRecommends extends Policy {
        @Override
        public Verdict decide(ClientProfile client) {
            return advice("7.0", "7.0.1", "http://example.com/");
        }
    }

    static class CountingCalls extends Policy {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public Verdict decide(ClientProfile client) {
            return advice("7." + calls.incrementAndGet(), "1.0", "http://example.com/");
        }
    }

    static class BoundToAThread extends Policy {
        private final Thread home = Thread.currentThread();

        @Override
        public Verdict decide(ClientProfile client) {
            return advice(Thread.currentThread() == home ? "7.0" : "7.1", "1.0", "http://example.com/");
        }
    }
}
