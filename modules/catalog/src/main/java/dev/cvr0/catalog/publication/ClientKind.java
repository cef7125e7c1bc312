// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.publication;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.Dialect;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of client, described by the lines that such a client sends. It contains no user handle and no address.
 *
 * <pre>{@code
 * ClientKind.of(client) // VER 1 MSNP9 MSNP8 CVR0, CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.2.0208 MSMSGS
 * }</pre>
 *
 * @param offer the VER line; {@code VER 1} if the client offered nothing
 * @param request the CVQ line
 * @since 0.1
 */
public record ClientKind(String offer, String request) implements Comparable<ClientKind> {

    private static final Comparator<ClientKind> ORDER =
            Comparator.comparing(ClientKind::offer).thenComparing(ClientKind::request);

    /**
     * Returns the kind of a client.
     *
     * @param client the client
     * @return the kind
     */
    public static ClientKind of(ClientProfile client) {
        String offer = client.offeredDialects().stream().map(Dialect::name).collect(Collectors.joining(" "));
        ClientProgram program = client.program();
        String request = Stream.of(
                        program.locale().toString(),
                        program.systemType(),
                        program.systemVersion(),
                        program.architecture(),
                        program.library(),
                        program.version().text(),
                        program.codebase())
                .filter(parameter -> !parameter.isEmpty())
                .collect(Collectors.joining(" "));
        return new ClientKind(("VER 1 " + offer).strip(), "CVQ 1 " + request);
    }

    /** Compares the VER lines, then the CVQ lines. */
    @Override
    public int compareTo(ClientKind other) {
        return ORDER.compare(this, other);
    }
}
