package ${package};

#if( $kind == "decorator" )
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import dev.cvr0.testkit.TestClient;
import dev.cvr0.testkit.VersionPolicyContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the decorated catalog without an application server. The contract adds its own tests. */
class ${policyName}Test implements VersionPolicyContract {

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
        return List.of(TestClient.messenger("6.1.0211").profile());
    }

    @Test
    void shouldNotRequireAnUpdate() {
        assertThat(answerTo("CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211"))
                .startsWith("CVQ 1 7.0.0813 7.0.0813 0.0 http://");
    }

    @Test
    void shouldKeepTheVerdictForUnknownClients() {
        assertThat(answerTo("CVQ 1 0x0409 winnt 5.1 i386 YCOMM 0.1.0023")).isEqualTo("420 1");
    }

    private String answerTo(String request) {
        return registry.handle(request, FakeSession.fresh()).line().orElseThrow();
    }
}
#else
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import dev.cvr0.testkit.TestClient;
import dev.cvr0.testkit.VersionPolicyContract;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the policy without a container. The contract adds its own tests. */
class ${policyName}Test implements VersionPolicyContract {

    @Override
    public VersionPolicy createPolicy() {
        return new ${policyName}();
    }

    @Override
    public List<ClientProfile> knownClients() {
        return List.of(TestClient.messenger("7.0.0813").profile());
    }

    @Test
    void shouldNotKnowAnotherLibrary() {
        ClientProfile client = TestClient.messengerService("4.7.3001").profile();

        assertThat(createPolicy().decide(client)).isInstanceOf(UnknownClient.class);
    }

    @Test
    void shouldDetermineTheAnswerToAClient() {
        RecordingRegistry registry = new RecordingRegistry();
        try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
            assertThat(registry.handle("CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 7.0.0813", FakeSession.fresh())
                            .line()
                            .orElseThrow())
                    .startsWith("CVQ 1 7.5.0324 7.5.0324 6.2.0208 http://");
        }
    }
}
#end
