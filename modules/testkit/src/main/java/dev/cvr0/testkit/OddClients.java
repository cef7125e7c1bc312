// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.policy.ClientProfile;
import java.util.List;
import java.util.stream.Stream;

/**
 * Clients that nobody has thought of, all of them well formed: what a policy is asked about besides the clients that it
 * knows.
 *
 * @since 0.1
 */
public final class OddClients {

    private static final int LONGEST = 255;

    private OddClients() {}

    /**
     * All of them.
     *
     * @return versions and libraries of every kind, parameters that are absent or as long as they can be, and strange
     *     places
     */
    public static List<ClientProfile> all() {
        return Stream.of(versions(), libraries(), people(), places())
                .flatMap(clients -> clients)
                .map(TestClient::profile)
                .toList();
    }

    private static Stream<TestClient> versions() {
        return Stream.of("b.0.0328", "99.9.9999", "0", ".", "6..0", "-1", "6.0.0602a", "\u0666.0", "9".repeat(LONGEST))
                .map(TestClient::messenger);
    }

    private static Stream<TestClient> libraries() {
        TestClient client = TestClient.messenger("6.0.0602");
        return Stream.of("YCOMM", "msnmsgr", "*", "../..", "%s%n", "${x}", "é", "L".repeat(LONGEST))
                .map(client::library);
    }

    private static Stream<TestClient> people() {
        TestClient client = TestClient.messenger("6.0.0602");
        return Stream.of(
                client.codebase("").userHandle(""),
                client.codebase(""),
                client.userHandle(""),
                client.userHandle("nobody"),
                client.userHandle("@"),
                client.userHandle("%C3%A9@\uD83D\uDE00"),
                client.codebase("c".repeat(LONGEST)).userHandle("h".repeat(LONGEST)));
    }

    private static Stream<TestClient> places() {
        TestClient client = TestClient.messenger("6.0.0602");
        return Stream.of(
                client.system("x", "y", "z"),
                client.system("é".repeat(LONGEST), "10.0", "x64"),
                client.locale(0),
                client.locale(0xFFFF),
                client.at("2001:db8::1"),
                client.offering("CVR0"),
                client.offering("MSNP21", "MSNP2", "X", "CVR0"));
    }
}
