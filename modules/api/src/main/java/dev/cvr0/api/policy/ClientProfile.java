// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import dev.cvr0.api.protocol.Dialect;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/**
 * A client that asks for its version: its program, its user, and the connection. Immutable.
 *
 * @param program the program, as the client described it
 * @param userHandle the user who is about to sign in; empty if the client did not send one (before MSNP8)
 * @param offeredDialects the dialects that the client offered in VER, in its order; empty if it did not send VER.
 *     Copied
 * @param remoteAddress the address of the client
 * @see ClientProgram
 * @since 0.1
 */
public record ClientProfile(
        ClientProgram program, String userHandle, List<Dialect> offeredDialects, InetAddress remoteAddress) {

    /**
     * Copies the dialects and checks the user handle.
     *
     * @throws IllegalArgumentException if the user handle is neither empty nor valid as one parameter
     */
    public ClientProfile {
        Objects.requireNonNull(program, "program");
        ClientProgram.requireOptionalParameter("userHandle", userHandle);
        offeredDialects = List.copyOf(offeredDialects);
        Objects.requireNonNull(remoteAddress, "remoteAddress");
    }

    /**
     * Returns this profile with another program.
     *
     * @param program the program
     * @return a copy
     */
    public ClientProfile withProgram(ClientProgram program) {
        return new ClientProfile(program, userHandle, offeredDialects, remoteAddress);
    }

    /**
     * Returns this profile with another user.
     *
     * @param userHandle the user handle, or empty
     * @return a copy
     * @throws IllegalArgumentException if the text is neither empty nor valid as one parameter
     */
    public ClientProfile withUserHandle(String userHandle) {
        return new ClientProfile(program, userHandle, offeredDialects, remoteAddress);
    }

    /**
     * Returns this profile with other offered dialects.
     *
     * @param offeredDialects the dialects in the client's order; copied
     * @return a copy
     */
    public ClientProfile withOfferedDialects(List<Dialect> offeredDialects) {
        return new ClientProfile(program, userHandle, offeredDialects, remoteAddress);
    }

    /**
     * Returns this profile at another address.
     *
     * @param remoteAddress the address of the client
     * @return a copy
     */
    public ClientProfile withRemoteAddress(InetAddress remoteAddress) {
        return new ClientProfile(program, userHandle, offeredDialects, remoteAddress);
    }
}
