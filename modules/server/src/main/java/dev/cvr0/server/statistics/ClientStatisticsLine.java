// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.statistics;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.Dialect;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of client, described by the lines that such a client sends. Contains no user handle and no address.
 *
 * @param offer the VER line
 * @param request the CVQ line
 */
record ClientStatisticsLine(String offer, String request) implements Comparable<ClientStatisticsLine> {

    private static final Comparator<ClientStatisticsLine> ORDER =
            Comparator.comparing(ClientStatisticsLine::offer).thenComparing(ClientStatisticsLine::request);

    static ClientStatisticsLine of(ClientProfile client) {
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
        return new ClientStatisticsLine(("VER 1 " + offer).strip(), "CVQ 1 " + request);
    }

    int length() {
        return offer.length() + request.length();
    }

    @Override
    public int compareTo(ClientStatisticsLine other) {
        return ORDER.compare(this, other);
    }
}
