// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.Lcid;
import java.util.List;
import java.util.stream.Stream;

/**
 * Well-formed but unusual clients, which a policy must handle in addition to known clients.
 *
 * @since 0.1
 */
public final class EdgeCaseClients {

    private static final int MAX_LENGTH = 255;

    private EdgeCaseClients() {}

    /**
     * {@return clients with unusual versions, libraries, systems, addresses and dialects, and with parameters that are
     * absent or of maximum length}
     */
    public static List<ClientProfile> all() {
        TestClient client = TestClient.messenger("6.0.0602");
        Stream<TestClient> versions = Stream.of("b.0.0328 99.9.9999 0 . 6..0 -1 6.0.0602a \u0666.0".split(" "))
                .map(TestClient::messenger);
        Stream<TestClient> libraries = Stream.of("YCOMM msnmsgr * ../.. %s%n ${x} é".split(" "))
                .map(library -> client.with(program -> program.withLibrary(library)));
        TestClient withoutCodebase = client.with(program -> program.withCodebase(""));
        Stream<TestClient> others = Stream.of(
                TestClient.messenger("9".repeat(MAX_LENGTH)),
                client.with(program -> program.withLibrary("L".repeat(MAX_LENGTH))),
                withoutCodebase.userHandle(""),
                withoutCodebase,
                client.userHandle(""),
                client.userHandle("nobody"),
                client.userHandle("@"),
                client.userHandle("%C3%A9@\uD83D\uDE00"),
                client.with(program -> program.withCodebase("c".repeat(MAX_LENGTH)))
                        .userHandle("h".repeat(MAX_LENGTH)),
                client.with(program -> program.withSystem("x", "y").withArchitecture("z")),
                client.with(program ->
                        program.withSystem("é".repeat(MAX_LENGTH), "10.0").withArchitecture("x64")),
                client.with(program -> program.withLocale(new Lcid(0))),
                client.with(program -> program.withLocale(new Lcid(0xFFFF))),
                client.at("2001:db8::1"),
                client.offering("CVR0"),
                client.offering("MSNP21", "MSNP2", "X", "CVR0"));
        return Stream.of(versions, libraries, others)
                .flatMap(clients -> clients)
                .map(TestClient::profile)
                .toList();
    }
}
