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
 * Certifies a deployed policy: it fulfils the {@linkplain VersionPolicyContract contract}, and the plugin sends its
 * verdicts to clients. Authors of a policy implement this interface in a test class that runs inside the container or
 * starts the plugin itself.
 *
 * @since 0.1
 */
public interface PolicyCertification extends VersionPolicyContract, Certification {

    /**
     * Returns the policy that the plugin uses.
     *
     * @return the injected bean
     */
    @Override
    VersionPolicy createPolicy();

    /** Verifies that the plugin answers by this policy, not by another deployed one. */
    @Test
    default void shouldDecideTheAnswersToClients() {
        for (ClientProfile client : knownClients()) {
            Verdict verdict = createPolicy().decide(client);
            assertThat(verdict).as(client.toString()).isInstanceOf(Advice.class);
            CvqExchange.of(client, host()).expectAnswer((Advice) verdict);
        }
    }

    /** Verifies that no edge case makes the plugin answer 500. */
    @Test
    default void shouldFailForNoClient() {
        EdgeCaseClients.all().forEach(client -> CvqExchange.of(client, host()).expectNoFailure());
    }
}
