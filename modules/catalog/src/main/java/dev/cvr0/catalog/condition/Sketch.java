// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Lcid;
import java.net.InetAddress;
import java.util.List;

/** A client that does not exist, of which one thing after another can be changed. */
public record Sketch(ClientProfile client) {

    /** A client of a library, of which nothing else is known that is of any interest. */
    public static Sketch of(String library, ClientVersion version) {
        return new Sketch(new ClientProfile(
                new Lcid(0x0409),
                "winnt",
                "5.1",
                "i386",
                library,
                version,
                "",
                "somebody@example.com",
                List.of(),
                InetAddress.getLoopbackAddress()));
    }

    /** The same client with another value of a facet that is no address. */
    Sketch with(Facet facet, Object value) {
        return switch (facet) {
            case SYSTEM_TYPE -> systemType((String) value);
            case ARCHITECTURE -> architecture((String) value);
            case LIBRARY -> library((String) value);
            case CLIENT_VERSION -> version((ClientVersion) value);
            case CODEBASE -> codebase((String) value);
            case LOCALE -> locale((Lcid) value);
            case USER_HANDLE -> userHandle((String) value);
            default -> throw new IllegalArgumentException(facet + " is only a part of what a client says");
        };
    }

    Sketch locale(Lcid value) {
        return new Sketch(new ClientProfile(
                value,
                client.systemType(),
                client.systemVersion(),
                client.architecture(),
                client.library(),
                client.clientVersion(),
                client.codebase(),
                client.userHandle(),
                client.offeredDialects(),
                client.remoteAddress()));
    }

    Sketch systemType(String value) {
        return new Sketch(new ClientProfile(
                client.locale(),
                value,
                client.systemVersion(),
                client.architecture(),
                client.library(),
                client.clientVersion(),
                client.codebase(),
                client.userHandle(),
                client.offeredDialects(),
                client.remoteAddress()));
    }

    Sketch systemVersion(String value) {
        return new Sketch(new ClientProfile(
                client.locale(),
                client.systemType(),
                value,
                client.architecture(),
                client.library(),
                client.clientVersion(),
                client.codebase(),
                client.userHandle(),
                client.offeredDialects(),
                client.remoteAddress()));
    }

    Sketch architecture(String value) {
        return new Sketch(new ClientProfile(
                client.locale(),
                client.systemType(),
                client.systemVersion(),
                value,
                client.library(),
                client.clientVersion(),
                client.codebase(),
                client.userHandle(),
                client.offeredDialects(),
                client.remoteAddress()));
    }

    Sketch library(String value) {
        return new Sketch(new ClientProfile(
                client.locale(),
                client.systemType(),
                client.systemVersion(),
                client.architecture(),
                value,
                client.clientVersion(),
                client.codebase(),
                client.userHandle(),
                client.offeredDialects(),
                client.remoteAddress()));
    }

    Sketch version(ClientVersion value) {
        return new Sketch(new ClientProfile(
                client.locale(),
                client.systemType(),
                client.systemVersion(),
                client.architecture(),
                client.library(),
                value,
                client.codebase(),
                client.userHandle(),
                client.offeredDialects(),
                client.remoteAddress()));
    }

    Sketch codebase(String value) {
        return new Sketch(new ClientProfile(
                client.locale(),
                client.systemType(),
                client.systemVersion(),
                client.architecture(),
                client.library(),
                client.clientVersion(),
                value,
                client.userHandle(),
                client.offeredDialects(),
                client.remoteAddress()));
    }

    Sketch userHandle(String value) {
        return new Sketch(new ClientProfile(
                client.locale(),
                client.systemType(),
                client.systemVersion(),
                client.architecture(),
                client.library(),
                client.clientVersion(),
                client.codebase(),
                value,
                client.offeredDialects(),
                client.remoteAddress()));
    }

    Sketch offering(List<Dialect> value) {
        return new Sketch(new ClientProfile(
                client.locale(),
                client.systemType(),
                client.systemVersion(),
                client.architecture(),
                client.library(),
                client.clientVersion(),
                client.codebase(),
                client.userHandle(),
                value,
                client.remoteAddress()));
    }

    Sketch at(InetAddress value) {
        return new Sketch(new ClientProfile(
                client.locale(),
                client.systemType(),
                client.systemVersion(),
                client.architecture(),
                client.library(),
                client.clientVersion(),
                client.codebase(),
                client.userHandle(),
                client.offeredDialects(),
                value));
    }
}
