// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.protocol.Token;
import java.util.Objects;
import java.util.Optional;

/**
 * The program of a client, as it described itself in CVQ or CVR.
 *
 * <p>Each text is one parameter of the client: valid as a {@link Token}, but not checked further. System type, version
 * and architecture may have any value. Immutable.
 *
 * @param locale the language of the client
 * @param systemType such as {@code win}, {@code winnt}, {@code mac}, {@code linux}
 * @param systemVersion such as {@code 4.10}, {@code 5.1}
 * @param architecture such as {@code i386}, {@code ppc}
 * @param library the library that sends the request, such as {@code MSMSGS}, {@code MSNMSGR}
 * @param version the version of the library, readable or not
 * @param codebase the code base of the library, such as {@code MSMSGS}; empty if the client did not send one (before
 *     MSNP8)
 * @since 0.1
 */
public record ClientProgram(
        Lcid locale,
        String systemType,
        String systemVersion,
        String architecture,
        String library,
        ClientVersion version,
        String codebase) {

    /**
     * Checks each text.
     *
     * @throws IllegalArgumentException if a text is not valid as one parameter; only the codebase may be empty
     */
    public ClientProgram {
        Objects.requireNonNull(locale, "locale");
        requireParameter("systemType", systemType);
        requireParameter("systemVersion", systemVersion);
        requireParameter("architecture", architecture);
        requireParameter("library", library);
        Objects.requireNonNull(version, "version");
        requireOptionalParameter("codebase", codebase);
    }

    /**
     * Returns this program with another locale.
     *
     * @param locale the language of the client
     * @return a copy
     */
    public ClientProgram withLocale(Lcid locale) {
        return new ClientProgram(locale, systemType, systemVersion, architecture, library, version, codebase);
    }

    /**
     * Returns this program on another system.
     *
     * @param systemType the type, such as {@code winnt}
     * @param systemVersion the version, such as {@code 5.1}
     * @return a copy
     * @throws IllegalArgumentException if a text is not valid as one parameter
     */
    public ClientProgram withSystem(String systemType, String systemVersion) {
        return new ClientProgram(locale, systemType, systemVersion, architecture, library, version, codebase);
    }

    /**
     * Returns this program on another architecture.
     *
     * @param architecture such as {@code i386}
     * @return a copy
     * @throws IllegalArgumentException if the text is not valid as one parameter
     */
    public ClientProgram withArchitecture(String architecture) {
        return new ClientProgram(locale, systemType, systemVersion, architecture, library, version, codebase);
    }

    /**
     * Returns this program with another library.
     *
     * @param library such as {@code MSNMSGR}
     * @return a copy
     * @throws IllegalArgumentException if the text is not valid as one parameter
     */
    public ClientProgram withLibrary(String library) {
        return new ClientProgram(locale, systemType, systemVersion, architecture, library, version, codebase);
    }

    /**
     * Returns this program with another version.
     *
     * @param version the version of the library
     * @return a copy
     */
    public ClientProgram withVersion(ClientVersion version) {
        return new ClientProgram(locale, systemType, systemVersion, architecture, library, version, codebase);
    }

    /**
     * Returns this program with another codebase.
     *
     * @param codebase such as {@code MSMSGS}, or empty
     * @return a copy
     * @throws IllegalArgumentException if the text is neither empty nor valid as one parameter
     */
    public ClientProgram withCodebase(String codebase) {
        return new ClientProgram(locale, systemType, systemVersion, architecture, library, version, codebase);
    }

    static void requireOptionalParameter(String name, String text) {
        if (!text.isEmpty()) {
            requireParameter(name, text);
        }
    }

    private static void requireParameter(String name, String text) {
        Optional<String> problem = Token.validate(text);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(name + " " + problem.get());
        }
    }
}
