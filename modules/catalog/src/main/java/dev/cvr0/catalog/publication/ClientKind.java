// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.publication;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Lcid;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

    /** The rare kinds, which are counted together. */
    public static final ClientKind OTHERS = new ClientKind("", "");

    private static final Comparator<ClientKind> ORDER =
            Comparator.comparing(ClientKind::offer).thenComparing(ClientKind::request);

    /**
     * Returns the kind of a client.
     *
     * @param client the client
     * @return the kind
     */
    public static ClientKind of(ClientProfile client) {
        StringBuilder offer = new StringBuilder("VER 1");
        client.offeredDialects().forEach(dialect -> append(offer, dialect.name()));
        StringBuilder request = new StringBuilder("CVQ 1");
        ClientProgram program = client.program();
        append(request, program.locale().toString());
        append(request, program.systemType());
        append(request, program.systemVersion());
        append(request, program.architecture());
        append(request, program.library());
        append(request, program.version().text());
        append(request, program.codebase());
        return new ClientKind(offer.toString(), request.toString());
    }

    private static void append(StringBuilder line, String parameter) {
        if (!parameter.isEmpty()) {
            line.append(' ').append(parameter);
        }
    }

    /**
     * Returns a client of this kind, without user handle, at the loopback address.
     *
     * @return the client; empty if the lines are not those of a client
     */
    public Optional<ClientProfile> client() {
        List<Dialect> offered = Stream.of(offer.split(" "))
                .skip(2)
                .flatMap(name -> Dialect.tryParse(name).stream())
                .toList();
        String[] words = request.split(" ", 10);
        if (words.length < 8) {
            return Optional.empty();
        }
        try {
            return Lcid.tryParse(words[2])
                    .map(locale -> new ClientProgram(
                            locale,
                            words[3],
                            words[4],
                            words[5],
                            words[6],
                            ClientVersion.parse(words[7]),
                            words.length > 8 ? words[8] : ""))
                    .map(program -> new ClientProfile(program, "", offered, InetAddress.getLoopbackAddress()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Compares the VER lines, then the CVQ lines. */
    @Override
    public int compareTo(ClientKind other) {
        return ORDER.compare(this, other);
    }
}
