// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.testkit.certification.HostUnderTest;
import dev.cvr0.testkit.certification.PolicyCertification;
import dev.cvr0.testkit.certification.TestEnvironment;
import dev.cvr0.transcript.Peer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PolicyCertificationTest {

    @Test
    void shouldPassThePolicyOfThePlugin() {
        ContractRun run = ContractRun.of(Deployed.class);

        assertThat(run.failed()).as(run.messages()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(8);
    }

    @Test
    void shouldFailAnotherPolicy() {
        ContractRun run = ContractRun.of(Unused.class);

        assertThat(run.failed()).containsExactly("shouldDetermineTheAnswersOfThePlugin");
        assertThat(run.messages()).contains("expected 'CVQ 2 9.9 9.9 1.0 ", "got 'CVQ 2 7.0.0813 ");
    }

    @Test
    void shouldFailADeployedPolicyThatThrows() {
        assertThat(ContractRun.of(Failing.class).failed())
                .containsExactly("shouldDetermineTheAnswersOfThePlugin", "shouldNotFailForAnyClient");
    }

    @Test
    void shouldFailOutsideTheDeclaredEnvironment() {
        assertThat(ContractRun.of(WithWrongEnvironment.class).failed())
                .containsExactly("shouldRunInTheDeclaredEnvironment");
    }

    static class Deployed implements PolicyCertification, HostUnderTest {

        private final RecordingRegistry registry = new RecordingRegistry();

        Deployed() {
            registry.register(new ReferenceHandler(Map.of()));
        }

        @Override
        public VersionPolicy createPolicy() {
            return new ReferencePolicy();
        }

        @Override
        public List<ClientProfile> knownClients() {
            return List.of(TestClient.messenger("6.0.0602").profile());
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
            return new InProcessPeer(this::answer);
        }

        @Override
        public TestEnvironment environment() {
            return TestEnvironment.STANDALONE;
        }

        CompletionStage<Reply> answer(Command command, Session session) {
            return registry.handle(command, session);
        }
    }

    static class Unused extends Deployed {
        @Override
        public VersionPolicy createPolicy() {
            return client -> VersionPolicyContractTest.advice("9.9", "1.0", "http://example.com/");
        }
    }

    static class Failing extends Deployed {
        @Override
        CompletionStage<Reply> answer(Command command, Session session) {
            throw new IllegalStateException("no database");
        }
    }

    static class WithWrongEnvironment extends Deployed {
        @Override
        public TestEnvironment environment() {
            return TestEnvironment.EMBEDDED;
        }
    }
}
