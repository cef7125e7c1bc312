// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import dev.cvr0.testkit.TestClient;
import dev.cvr0.testkit.VersionPolicyContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoPolicyTest implements VersionPolicyContract {

    @Override
    public VersionPolicy createPolicy() {
        return new EchoPolicy();
    }

    @Override
    public List<ClientProfile> knownClients() {
        return List.of(TestClient.messenger("0.6")
                .with(program -> program.withLibrary("YCOMM"))
                .profile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"MSNMSGR 7.0.0813", "MSMSGS 1.0.0863", "YCOMM 0.1.0023"})
    void shouldAnswerWithTheVersionOfTheClient(String installed) {
        RecordingRegistry registry = new RecordingRegistry();
        try (StandalonePlugin plugin =
                StandalonePlugin.on(registry).policy(new EchoPolicy()).start()) {
            String own = installed.split(" ")[1];

            assertThat(registry.handle("CVQ 1 0x0409 winnt 5.1 i386 " + installed, FakeSession.fresh())
                            .line())
                    .contains("CVQ 1 " + own + " " + own + " " + own
                            + " http://messenger.example.org/ http://messenger.example.org/");
        }
    }

    @Test
    void shouldDeclareThatItDoesNotBlock() {
        assertThat(new EchoPolicy().mayBlock()).isFalse();
    }
}
