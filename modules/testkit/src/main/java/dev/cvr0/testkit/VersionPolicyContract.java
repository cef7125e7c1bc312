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
 * What every {@link VersionPolicy} must do. A policy's author implements this interface in a test class of their own.
 *
 * @since 0.1
 */
public interface VersionPolicyContract {

    /**
     * A policy to test.
     *
     * @return a policy that is ready to decide
     */
    VersionPolicy createPolicy();

    /**
     * Clients that the policy has advice for.
     *
     * @return at least one
     */
    List<ClientProfile> knownClients();

    /** Whoever the policy says it knows gets advice. */
    @Test
    default void shouldAdviseClientsThatItKnows() {
        VersionPolicy policy = createPolicy();
        assertThat(knownClients())
                .isNotEmpty()
                .allSatisfy(client -> assertThat(policy.decide(client)).isInstanceOf(Advice.class));
    }

    /** A client can say what it likes: there is a verdict, and never an exception. */
    @Test
    default void shouldDecideForAnyClient() {
        VersionPolicy policy = createPolicy();
        for (ClientProfile client : EdgeCaseClients.all()) {
            assertThatCode(() -> assertThat(policy.decide(client)).isNotNull())
                    .as(client.toString())
                    .doesNotThrowAnyException();
        }
    }

    /** A client that does as it is told is not turned away the next time. */
    @Test
    default void shouldNotAskForMoreThanItRecommends() {
        assertThat(advice())
                .allSatisfy(advice ->
                        assertThat(advice.minimum()).as(advice.toString()).isLessThanOrEqualTo(advice.recommended()));
    }

    /** Between two changes of the policy, a question has one answer. */
    @Test
    default void shouldDecideAlikeForTheSameClient() {
        VersionPolicy policy = createPolicy();
        for (ClientProfile client : clients()) {
            assertThat(policy.decide(client)).as(client.toString()).isEqualTo(policy.decide(client));
        }
    }

    /** Many threads at once get what one gets. */
    @Test
    default void shouldDecideForManyThreadsConcurrentCalls() {
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

    private List<Advice> advice() {
        VersionPolicy policy = createPolicy();
        List<Advice> advice = verdicts(policy, clients()).stream()
                .filter(Advice.class::isInstance)
                .map(Advice.class::cast)
                .toList();
        assertThat(advice).as("advice among the verdicts").isNotEmpty();
        return advice;
    }
}
