// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.Dialect;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of client, in lines as such a client sends them. Who it is and where it is are no part of it.
 *
 * @param offer what it offered in VER
 * @param question what it said of itself in CVQ
 */
record CensusLine(String offer, String question) implements Comparable<CensusLine> {

    private static final Comparator<CensusLine> ORDER =
            Comparator.comparing(CensusLine::offer).thenComparing(CensusLine::question);

    static CensusLine of(ClientProfile client) {
        String offer = client.offeredDialects().stream().map(Dialect::name).collect(Collectors.joining(" "));
        String question = Stream.of(
                        client.locale().toString(),
                        client.systemType(),
                        client.systemVersion(),
                        client.architecture(),
                        client.library(),
                        client.clientVersion().text(),
                        client.codebase())
                .filter(said -> !said.isEmpty())
                .collect(Collectors.joining(" "));
        return new CensusLine(("VER 1 " + offer).strip(), "CVQ 1 " + question);
    }

    @Override
    public int compareTo(CensusLine other) {
        return ORDER.compare(this, other);
    }
}
