// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.validation;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
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
 * The parameters of CVQ or CVR by name, not yet validated; {@link CvqRequestValidator} validates them. Clients send 6
 * parameters (MSNP2 and 3), 7 with an empty last one (MSNP4 to 7), or 8 (MSNP8 and later); very late clients add a ninth
 * parameter of unknown meaning. Immutable.
 *
 * @param parameters the number of parameters
 * @param locale the Windows locale identifier
 * @param systemType the operating system
 * @param systemVersion the version of the operating system
 * @param systemArchitecture the processor
 * @param library the library that sends the request
 * @param clientVersion the version of the library
 * @param codebase the code base of the library; empty if absent
 * @param userHandle the user who is about to sign in; empty if absent
 * @param ninth the parameter of very late clients; empty if absent
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

    private static final String ABSENT = "";

    /**
     * Binds the parameters of a command.
     *
     * @param command CVQ or CVR
     * @return the request; an absent parameter is empty
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
                parameter(given, 7),
                parameter(given, 8));
    }

    /**
     * Creates the profile of the client. Requires a valid request.
     *
     * @param offered the dialects that the client offered in VER, in its order
     * @param remoteAddress the address of the client
     * @return the client
     * @throws IllegalArgumentException if the request is invalid
     */
    public ClientProfile profile(List<Dialect> offered, InetAddress remoteAddress) {
        Lcid lcid = Lcid.tryParse(locale)
                .orElseThrow(() -> new IllegalArgumentException("the locale is not a locale identifier"));
        ClientProgram program = new ClientProgram(
                lcid,
                systemType,
                systemVersion,
                systemArchitecture,
                library,
                ClientVersion.parse(clientVersion),
                codebase);
        return new ClientProfile(program, userHandle, offered, remoteAddress);
    }

    private static String parameter(List<String> given, int index) {
        return index < given.size() ? given.get(index) : ABSENT;
    }
}
