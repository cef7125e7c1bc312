// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Lcid;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Creates client profiles for tests. Immutable: each method returns a changed copy.
 *
 * {@snippet class="dev.cvr0.testkit.TestClientTest" region="client"}
 *
 * @param profile the profile
 * @since 0.1
 * @see EdgeCaseClients
 * @see FakeSession
 */
public record TestClient(ClientProfile profile) {

    /** Checks that the profile is not null. */
    public TestClient {
        Objects.requireNonNull(profile, "profile");
    }

    /**
     * Creates MSN Messenger on an English Windows XP, for the user example@hotmail.com on this machine.
     *
     * @param version the version of MSNMSGR
     * @return the client
     * @throws IllegalArgumentException if the version is not one parameter
     */
    public static TestClient messenger(String version) {
        ClientProgram program = new ClientProgram(
                new Lcid(0x0409), "winnt", "5.1", "i386", "MSNMSGR", ClientVersion.parse(version), "MSMSGS");
        return new TestClient(
                new ClientProfile(program, "example@hotmail.com", List.of(), InetAddress.getLoopbackAddress()));
    }

    /**
     * Creates the Messenger Service before MSNP8 on an English Windows 98, which sends neither codebase nor user.
     *
     * @param version the version of MSMSGS
     * @return the client
     * @throws IllegalArgumentException if the version is not one parameter
     */
    public static TestClient messengerService(String version) {
        return messenger(version)
                .with(program ->
                        program.withLibrary("MSMSGS").withSystem("win", "4.10").withCodebase(""))
                .userHandle("");
    }

    /**
     * {@return this client with another program}
     *
     * @param change such as {@code program -> program.withLibrary("YCOMM")}
     */
    public TestClient with(UnaryOperator<ClientProgram> change) {
        return new TestClient(profile.withProgram(change.apply(profile.program())));
    }

    /**
     * {@return this client with another user}
     *
     * @param userHandle the user handle, or empty
     * @throws IllegalArgumentException if the text is neither empty nor one parameter
     */
    public TestClient userHandle(String userHandle) {
        return new TestClient(profile.withUserHandle(userHandle));
    }

    /**
     * {@return this client after a VER}
     *
     * @param dialects the offered dialects in the client's order
     * @throws IllegalArgumentException if a name is not a valid dialect
     */
    public TestClient offering(String... dialects) {
        return new TestClient(profile.withOfferedDialects(Dialect.listOf(dialects)));
    }

    /**
     * {@return this client at another address}
     *
     * @param address a numeric address; names are not resolved
     * @throws IllegalArgumentException if the address is not numeric
     */
    public TestClient at(String address) {
        return new TestClient(profile.withRemoteAddress(FakeSession.numeric(address)));
    }
}
