// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.testkit.EdgeCaseClients;
import dev.cvr0.testkit.VersionPolicyContract;
import org.junit.jupiter.api.Test;

/**
 * Certifies a policy where it is deployed: it keeps the {@linkplain VersionPolicyContract contract}, and its verdicts
 * are what clients are told. A policy's author implements this interface in a test class that runs inside the container
 * or has booted the plugin itself.
 *
 * @since 0.1
 */
public interface PolicyCertification extends VersionPolicyContract, Certified {

    /**
     * The policy that the plugin asks.
     *
     * @return the bean, as it is injected
     */
    @Override
    VersionPolicy createPolicy();

    /** The tests are where they claim to be. */
    @Test
    default void shouldRunWhereItClaims() {
        assertThat(host().place().contradictions()).as("%s", host().place()).isEmpty();
    }

    /** It is this policy that answers, and not another one that is deployed as well. */
    @Test
    default void shouldBeWhatClientsAreTold() {
        for (ClientProfile client : knownClients()) {
            Verdict verdict = createPolicy().decide(client);
            assertThat(verdict).as(client.toString()).isInstanceOf(Advice.class);
            Inquiry.of(client, host()).expectAnswer((Advice) verdict);
        }
    }

    /** Whatever a client says of itself, the plugin has something to answer. */
    @Test
    default void shouldFailForNoClient() {
        EdgeCaseClients.all().forEach(client -> Inquiry.of(client, host()).expectNoFailure());
    }
}
