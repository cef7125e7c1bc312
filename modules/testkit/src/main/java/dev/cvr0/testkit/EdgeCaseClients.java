// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.policy.ClientProfile;
import java.util.List;
import java.util.stream.Stream;

/**
 * Well-formed but unusual clients, which a policy must handle besides the clients it knows.
 *
 * @since 0.1
 */
public final class EdgeCaseClients {

    private static final int MAX_LENGTH = 255;

    private EdgeCaseClients() {}

    /**
     * {@return versions and libraries of every kind, parameters that are absent or of maximum length, unusual systems,
     * addresses and dialects}
     */
    public static List<ClientProfile> all() {
        TestClient client = TestClient.messenger("6.0.0602");
        Stream<TestClient> versions = Stream.of(
                        "b.0.0328",
                        "99.9.9999",
                        "0",
                        ".",
                        "6..0",
                        "-1",
                        "6.0.0602a",
                        "\u0666.0",
                        "9".repeat(MAX_LENGTH))
                .map(TestClient::messenger);
        Stream<TestClient> libraries = Stream.of(
                        "YCOMM", "msnmsgr", "*", "../..", "%s%n", "${x}", "é", "L".repeat(MAX_LENGTH))
                .map(client::library);
        Stream<TestClient> others = Stream.of(
                client.codebase("").userHandle(""),
                client.codebase(""),
                client.userHandle(""),
                client.userHandle("nobody"),
                client.userHandle("@"),
                client.userHandle("%C3%A9@\uD83D\uDE00"),
                client.codebase("c".repeat(MAX_LENGTH)).userHandle("h".repeat(MAX_LENGTH)),
                client.system("x", "y", "z"),
                client.system("é".repeat(MAX_LENGTH), "10.0", "x64"),
                client.locale(0),
                client.locale(0xFFFF),
                client.at("2001:db8::1"),
                client.offering("CVR0"),
                client.offering("MSNP21", "MSNP2", "X", "CVR0"));
        return Stream.of(versions, libraries, others)
                .flatMap(clients -> clients)
                .map(TestClient::profile)
                .toList();
    }
}
