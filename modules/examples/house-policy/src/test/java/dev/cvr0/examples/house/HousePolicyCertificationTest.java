// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.house;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.testkit.InProcessPeer;
import dev.cvr0.testkit.RecordingRegistry;
import dev.cvr0.testkit.TestClient;
import dev.cvr0.testkit.certification.HostUnderTest;
import dev.cvr0.testkit.certification.PolicyCertification;
import dev.cvr0.testkit.certification.TestEnvironment;
import dev.cvr0.transcript.Peer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

// snippet: certify
class HousePolicyCertificationTest implements PolicyCertification, HostUnderTest {

    private final RecordingRegistry registry = new RecordingRegistry();
    private final StandalonePlugin plugin = StandalonePlugin.on(registry).start();

    @AfterEach
    void stop() {
        plugin.close();
    }

    @Override
    public VersionPolicy createPolicy() {
        return plugin.policy();
    }

    @Override
    public List<ClientProfile> knownClients() {
        return List.of(
                TestClient.messenger("7.0.0777").profile(),
                TestClient.messenger("7.0.0813").profile());
    }

    @Override
    public HostUnderTest host() {
        return this;
    }

    @Override
    public CommandRegistry registry() {
        return registry;
    }

    @Override
    public Peer peer() {
        return new InProcessPeer(registry);
    }

    @Override
    public TestEnvironment environment() {
        return TestEnvironment.STANDALONE;
    }
}
// end
