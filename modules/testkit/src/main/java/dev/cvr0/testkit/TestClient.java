// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Lcid;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/**
 * A client to ask a policy for, made in one line: {@code TestClient.messenger("6.1.0211").locale(0x0c0a).profile()}.
 * Immutable: each method answers another client that differs in one respect.
 *
 * @param profile what the client says of itself
 * @since 0.1
 */
public record TestClient(ClientProfile profile) {

    /** Checks that nothing is missing. */
    public TestClient {
        Objects.requireNonNull(profile, "profile");
    }

    /**
     * MSN Messenger on an English Windows XP, of a user example@hotmail.com.
     *
     * @param version the version of MSNMSGR
     * @return the client
     */
    public static TestClient messenger(String version) {
        return new TestClient(new ClientProfile(
                new Lcid(0x0409),
                "winnt",
                "5.1",
                "i386",
                "MSNMSGR",
                ClientVersion.of(version),
                "MSMSGS",
                "example@hotmail.com",
                List.of(),
                InetAddress.getLoopbackAddress()));
    }

    /**
     * The Messenger Service of before MSNP8 on an English Windows 98, which names no codebase and no user.
     *
     * @param version the version of MSMSGS
     * @return the client
     */
    public static TestClient messengerService(String version) {
        return messenger(version)
                .library("MSMSGS")
                .system("win", "4.10", "i386")
                .codebase("")
                .userHandle("");
    }

    /**
     * The same client in another language.
     *
     * @param value the locale identifier, 0 to 0xFFFF
     * @return another client
     */
    public TestClient locale(int value) {
        return new TestClient(with(new Lcid(value), profile.library(), profile.clientVersion()));
    }

    /**
     * The same client made of another library.
     *
     * @param library its name
     * @return another client
     */
    public TestClient library(String library) {
        return new TestClient(with(profile.locale(), library, profile.clientVersion()));
    }

    /**
     * The same client in another version.
     *
     * @param version any text
     * @return another client
     */
    public TestClient version(String version) {
        return new TestClient(with(profile.locale(), profile.library(), ClientVersion.of(version)));
    }

    /**
     * The same client on another system.
     *
     * @param type such as {@code winnt}
     * @param version such as {@code 5.1}
     * @param architecture such as {@code i386}
     * @return another client
     */
    public TestClient system(String type, String version, String architecture) {
        return new TestClient(new ClientProfile(
                profile.locale(),
                type,
                version,
                architecture,
                profile.library(),
                profile.clientVersion(),
                profile.codebase(),
                profile.userHandle(),
                profile.offeredDialects(),
                profile.remoteAddress()));
    }

    /**
     * The same client made from another codebase.
     *
     * @param codebase its name; empty if the client does not say
     * @return another client
     */
    public TestClient codebase(String codebase) {
        return new TestClient(with(codebase, profile.userHandle(), profile.offeredDialects(), profile.remoteAddress()));
    }

    /**
     * The same client with another user.
     *
     * @param userHandle who is about to sign in; empty if the client does not say
     * @return another client
     */
    public TestClient userHandle(String userHandle) {
        return new TestClient(with(profile.codebase(), userHandle, profile.offeredDialects(), profile.remoteAddress()));
    }

    /**
     * The same client after a VER.
     *
     * @param dialects the names of what it offered, in its order
     * @return another client
     */
    public TestClient offering(String... dialects) {
        return new TestClient(
                with(profile.codebase(), profile.userHandle(), Dialect.listOf(dialects), profile.remoteAddress()));
    }

    /**
     * The same client at another place.
     *
     * @param address a numeric address: no name is looked up
     * @return another client
     * @throws IllegalArgumentException if the address is not numeric
     */
    public TestClient at(String address) {
        return new TestClient(with(
                profile.codebase(), profile.userHandle(), profile.offeredDialects(), FakeSession.numeric(address)));
    }

    private ClientProfile with(Lcid locale, String library, ClientVersion version) {
        return new ClientProfile(
                locale,
                profile.systemType(),
                profile.systemVersion(),
                profile.architecture(),
                library,
                version,
                profile.codebase(),
                profile.userHandle(),
                profile.offeredDialects(),
                profile.remoteAddress());
    }

    private ClientProfile with(String codebase, String userHandle, List<Dialect> dialects, InetAddress address) {
        return new ClientProfile(
                profile.locale(),
                profile.systemType(),
                profile.systemVersion(),
                profile.architecture(),
                profile.library(),
                profile.clientVersion(),
                codebase,
                userHandle,
                dialects,
                address);
    }
}
