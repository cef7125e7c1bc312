// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Lcid;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/**
 * What a client said of itself when it asked CVQ, and what the host knows of it.
 *
 * <p>Texts are the client's own tokens: well formed, at most 255 characters, otherwise unchecked. System type, version and
 * architecture are no closed sets.
 *
 * @param locale the language of the client
 * @param systemType such as {@code win}, {@code winnt}, {@code mac}, {@code linux}
 * @param systemVersion such as {@code 4.10}, {@code 5.1}
 * @param architecture such as {@code i386}, {@code ppc}
 * @param library the library that asks, such as {@code MSMSGS}, {@code MSNMSGR}
 * @param clientVersion the version of the library, readable or not
 * @param codebase what the library was made from; empty if the client did not say (before MSNP8)
 * @param userHandle who is about to sign in; empty if the client did not say (before MSNP8)
 * @param offeredDialects what the client offered in VER, in its own order; empty if it asked without VER. Copied
 * @param remoteAddress where the client is
 * @since 0.1
 */
public record ClientProfile(
        Lcid locale,
        String systemType,
        String systemVersion,
        String architecture,
        String library,
        ClientVersion clientVersion,
        String codebase,
        String userHandle,
        List<Dialect> offeredDialects,
        InetAddress remoteAddress) {

    /** Copies the dialects. */
    public ClientProfile {
        Objects.requireNonNull(locale, "locale");
        Objects.requireNonNull(systemType, "systemType");
        Objects.requireNonNull(systemVersion, "systemVersion");
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(library, "library");
        Objects.requireNonNull(clientVersion, "clientVersion");
        Objects.requireNonNull(codebase, "codebase");
        Objects.requireNonNull(userHandle, "userHandle");
        offeredDialects = List.copyOf(offeredDialects);
        Objects.requireNonNull(remoteAddress, "remoteAddress");
    }
}
