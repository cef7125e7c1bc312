// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Lcid;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestClientTest {

    @Test
    void shouldSetEveryComponent() throws UnknownHostException {
        ClientProfile profile = TestClient.messenger("6.0.0602")
                .with(program -> program.withLocale(new Lcid(0x0c0a))
                        .withLibrary("WLM")
                        .withVersion(ClientVersion.parse("14.0.8117"))
                        .withSystem("mac", "10.0")
                        .withArchitecture("ppc")
                        .withCodebase("BC01"))
                .userHandle("a@b")
                .offering("MSNP8", "CVR0")
                .at("2001:db8::1")
                .profile();
        assertThat(profile)
                .isEqualTo(new ClientProfile(
                        new ClientProgram(
                                new Lcid(0x0c0a),
                                "mac",
                                "10.0",
                                "ppc",
                                "WLM",
                                ClientVersion.parse("14.0.8117"),
                                "BC01"),
                        "a@b",
                        List.of(new Dialect("MSNP8"), Dialect.CVR0),
                        InetAddress.getByName("2001:db8::1")));
    }

    @Test
    void shouldKeepEqualComponents() {
        TestClient client = TestClient.messenger("6.1.0211");
        assertThat(client.with(program -> program.withLibrary("MSNMSGR"))
                        .userHandle("example@hotmail.com")
                        .offering()
                        .at("127.0.0.1"))
                .isEqualTo(client);
    }

    @Test
    void shouldCreateAnOldClient() {
        ClientProfile profile = TestClient.messengerService("1.0.0863").profile();
        assertThat(profile.program().library()).isEqualTo("MSMSGS");
        assertThat(profile.program().codebase()).isEmpty();
        assertThat(profile.userHandle()).isEmpty();
        assertThat(profile.program().systemType()).isEqualTo("win");
    }

    @Test
    void shouldDescribeAClientForAPolicy() {
        VersionPolicy policy = new ReferencePolicy();

        // @start region="client"
        ClientProfile client = TestClient.messenger("6.1.0211")
                .with(program -> program.withLocale(new Lcid(0x0c0a)))
                .userHandle("ann@example.com")
                .offering("MSNP9", "MSNP8")
                .at("192.0.2.7")
                .profile();

        assertThat(policy.decide(client)).isInstanceOf(Advice.class);
        // @end
    }
}
