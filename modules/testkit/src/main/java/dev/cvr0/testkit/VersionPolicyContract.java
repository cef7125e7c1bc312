// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link VersionPolicy} as tests. Authors of a policy implement this interface in a test class.
 *
 * @since 0.1
 * @see EdgeCaseClients
 * @see dev.cvr0.testkit.certification.PolicyCertification
 */
public interface VersionPolicyContract {

    /** {@return the policy to test, ready for calls} */
    VersionPolicy createPolicy();

    /** {@return at least one client for which the policy has advice} */
    List<ClientProfile> knownClients();

    /** Verifies that the known clients get advice. */
    @Test
    default void shouldAdviseKnownClients() {
        VersionPolicy policy = createPolicy();
        assertThat(knownClients())
                .isNotEmpty()
                .allSatisfy(client -> assertThat(policy.decide(client)).isInstanceOf(Advice.class));
    }

    /** Verifies that each client gets a verdict and no client causes an exception. */
    @Test
    default void shouldDecideForEveryClient() {
        VersionPolicy policy = createPolicy();
        for (ClientProfile client : EdgeCaseClients.all()) {
            assertThatCode(() -> assertThat(policy.decide(client)).isNotNull())
                    .as(client.toString())
                    .doesNotThrowAnyException();
        }
    }

    /** Verifies that the recommended version is not older than the minimum. */
    @Test
    default void shouldRecommendAtLeastTheMinimum() {
        assertThat(verdicts(createPolicy(), clients()))
                .filteredOn(Advice.class::isInstance)
                .isNotEmpty()
                .map(Advice.class::cast)
                .allSatisfy(advice ->
                        assertThat(advice.minimum()).as(advice.toString()).isLessThanOrEqualTo(advice.recommended()));
    }

    /** Verifies that the verdict for a client is the same on each call. */
    @Test
    default void shouldDecideConsistently() {
        VersionPolicy policy = createPolicy();
        for (ClientProfile client : clients()) {
            assertThat(policy.decide(client)).as(client.toString()).isEqualTo(policy.decide(client));
        }
    }

    /** Verifies that concurrent calls get the same verdicts as a single thread. */
    @Test
    default void shouldDecideConcurrently() {
        VersionPolicy policy = createPolicy();
        List<ClientProfile> clients = clients();
        List<Verdict> alone = verdicts(policy, clients);
        List<Set<List<Verdict>>> together = ConcurrentCalls.call(
                Collections.nCopies(8, clients),
                some -> Stream.generate(() -> verdicts(policy, some)).limit(20).collect(Collectors.toSet()));
        assertThat(together).allMatch(Set.of(alone)::equals);
    }

    private static List<Verdict> verdicts(VersionPolicy policy, List<ClientProfile> clients) {
        return clients.stream().map(policy::decide).toList();
    }

    private List<ClientProfile> clients() {
        return Stream.concat(knownClients().stream(), EdgeCaseClients.all().stream())
                .toList();
    }
}
