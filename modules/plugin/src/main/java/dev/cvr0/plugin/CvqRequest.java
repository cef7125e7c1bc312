// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.plugin.constraint.KnownLocale;
import dev.cvr0.plugin.constraint.ParameterCount;
import dev.cvr0.plugin.constraint.ReadableVersion;
import dev.cvr0.plugin.constraint.WellFormed;
import dev.cvr0.plugin.constraint.WireError.MalformedParameters;
import dev.cvr0.plugin.constraint.WireError.UnknownClient;
import dev.cvr0.plugin.constraint.WireError.UnknownLocale;
import dev.cvr0.plugin.constraint.WireError.WrongNumberOfParameters;
import java.net.InetAddress;
import java.util.List;

/**
 * The parameters of CVQ by their names, unchecked: {@link CvqChecks} checks them. Clients send 6 (MSNP2 and 3), 7 with an
 * empty last one (MSNP4 to 7), or 8 (MSNP8 and later); very late ones add a ninth whose meaning is not known.
 *
 * @param parameters how many there are
 * @param locale the Windows locale identifier
 * @param systemType the operating system
 * @param systemVersion its version
 * @param systemArchitecture its processor
 * @param library the library that asks
 * @param clientVersion the version of the library
 * @param codebase what the library was made from; empty if absent
 * @param userHandle who is about to sign in; empty if absent
 * @param ninth what very late clients add; empty if absent
 * @since 0.1
 */
public record CvqRequest(
        @ParameterCount(min = 6, max = 9, payload = WrongNumberOfParameters.class)
        int parameters,

        @WellFormed(min = 1, payload = MalformedParameters.class) @KnownLocale(payload = UnknownLocale.class)
        String locale,

        @WellFormed(min = 1, payload = MalformedParameters.class)
        String systemType,

        @WellFormed(min = 1, payload = MalformedParameters.class)
        String systemVersion,

        @WellFormed(min = 1, payload = MalformedParameters.class)
        String systemArchitecture,

        @WellFormed(min = 1, payload = MalformedParameters.class)
        String library,

        @WellFormed(min = 1, payload = MalformedParameters.class) @ReadableVersion(payload = UnknownClient.class)
        String clientVersion,

        @WellFormed(payload = MalformedParameters.class) String codebase,

        @WellFormed(payload = MalformedParameters.class) String userHandle,

        @WellFormed(payload = MalformedParameters.class) String ninth) {

    /** At which place the user handle stands among the parameters. */
    static final int USER_HANDLE = 7;

    private static final String ABSENT = "";

    /**
     * Gives the parameters of a command their names.
     *
     * @param command CVQ or CVR
     * @return the request; a parameter that is missing is empty
     */
    public static CvqRequest of(Command command) {
        List<String> given = command.parameters();
        return new CvqRequest(
                given.size(),
                parameter(given, 0),
                parameter(given, 1),
                parameter(given, 2),
                parameter(given, 3),
                parameter(given, 4),
                parameter(given, 5),
                parameter(given, 6),
                parameter(given, USER_HANDLE),
                parameter(given, 8));
    }

    /**
     * The client that sent this request. Only for a request that passed its checks.
     *
     * @param session where it came from
     * @return the client
     * @throws IllegalArgumentException if the locale is none
     */
    public ClientProfile profile(Session session) {
        return profile(Negotiation.offered(session), session.remoteAddress());
    }

    /**
     * The client that sent this request, for whoever has no session. Only for a request that passed its checks.
     *
     * @param offered what it offered in VER, in its own order
     * @param remoteAddress where it is
     * @return the client
     * @throws IllegalArgumentException if the locale is none
     */
    public ClientProfile profile(List<Dialect> offered, InetAddress remoteAddress) {
        return new ClientProfile(
                Lcid.find(locale).orElseThrow(() -> new IllegalArgumentException("the locale has not been checked")),
                systemType,
                systemVersion,
                systemArchitecture,
                library,
                ClientVersion.of(clientVersion),
                codebase,
                userHandle,
                offered,
                remoteAddress);
    }

    private static String parameter(List<String> given, int index) {
        return index < given.size() ? given.get(index) : ABSENT;
    }
}
