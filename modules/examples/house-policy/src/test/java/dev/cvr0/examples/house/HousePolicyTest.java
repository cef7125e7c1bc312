// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Urgency;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.testkit.TestClient;
import dev.cvr0.testkit.VersionPolicyContract;
import java.util.List;
import org.junit.jupiter.api.Test;

// snippet: test
class HousePolicyTest implements VersionPolicyContract {

    private final VersionPolicy policy = new HousePolicy();

    @Override
    public VersionPolicy createPolicy() {
        return policy;
    }

    @Override
    public List<ClientProfile> knownClients() {
        return List.of(TestClient.messenger("7.0.0813").profile());
    }

    @Test
    void shouldRequireAnUpdateOfTheVulnerableVersion() {
        ClientProfile client = TestClient.messenger("7.0.0777").profile();

        Verdict verdict = policy.decide(client);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Advice.class,
                        advice -> assertThat(advice.urgencyFor(client.program().version()))
                                .isEqualTo(Urgency.REQUIRED));
    }

    @Test
    void shouldNotKnowAnotherLibrary() {
        assertThat(policy.decide(TestClient.messengerService("4.7.3001").profile()))
                .isInstanceOf(UnknownClient.class);
    }
}
// end
