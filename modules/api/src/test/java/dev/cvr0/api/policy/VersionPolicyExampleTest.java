// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example in the Javadoc of {@link VersionPolicy}. */
class VersionPolicyExampleTest {

    private final VersionPolicy policy = new MessengerPolicy();

    @Test
    void shouldRequireTheMinimumVersion() {
        assertThat(policy.decide(client("MSNMSGR", "6.1.0211"))).isInstanceOfSatisfying(Advice.class, advice -> {
            assertThat(advice.recommended()).hasToString("7.0.0813");
            assertThat(advice.urgencyFor(ClientVersion.parse("6.1.0211"))).isEqualTo(Urgency.REQUIRED);
            assertThat(advice.urgencyFor(ClientVersion.parse("6.2.0205"))).isEqualTo(Urgency.RECOMMENDED);
        });
    }

    @Test
    void shouldNotKnowOtherLibraries() {
        assertThat(policy.decide(client("YCOMM", "6.1.0211"))).isInstanceOf(Verdict.UnknownClient.class);
    }

    private static ClientProfile client(String library, String version) {
        ClientProgram program = ClientProfiles.program(version).withLibrary(library);
        return new ClientProfile(program, "", List.of(Dialect.CVR0), InetAddress.getLoopbackAddress());
    }

    // @start region="policy"
    @ApplicationScoped
    static class MessengerPolicy implements VersionPolicy {

        private final Advice advice = Advice.recommend(
                        ClientVersion.parse("7.0.0813"), new DownloadUrl("https://example.org/setup.exe"))
                .withMinimum(ClientVersion.parse("6.2.0205"));

        @Override
        public Verdict decide(ClientProfile client) {
            return client.program().library().equals("MSNMSGR") ? advice : new Verdict.UnknownClient("not MSNMSGR");
        }
    }
    // @end
}
