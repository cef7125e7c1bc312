// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.policy.Aspect;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.Dialect;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Clients that run the same program, for other people and elsewhere. */
final class SameProgram {

    private static final List<String> HANDLES = List.of("", "somebody@else.example", "h".repeat(255));
    private static final List<String> ADDRESSES = List.of("203.0.113.9", "10.0.0.1", "2001:db8:9::9");
    private static final List<List<Dialect>> OFFERS = List.of(List.of(), Dialect.listOf("MSNP21", "MSNP18", "CVR0"));

    private SameProgram() {}

    /** Others that differ from a client in one thing each, but in none of those. */
    static List<ClientProfile> differing(ClientProfile client, Set<Aspect> exceptIn) {
        List<ClientProfile> others = new ArrayList<>();
        if (!exceptIn.contains(Aspect.USER_HANDLE)) {
            HANDLES.forEach(
                    handle -> others.add(with(client, handle, client.offeredDialects(), client.remoteAddress())));
        }
        if (!exceptIn.contains(Aspect.OFFERED_DIALECTS)) {
            OFFERS.forEach(offer -> others.add(with(client, client.userHandle(), offer, client.remoteAddress())));
        }
        if (!exceptIn.contains(Aspect.REMOTE_ADDRESS)) {
            ADDRESSES.forEach(address -> others.add(
                    with(client, client.userHandle(), client.offeredDialects(), FakeSession.numeric(address))));
        }
        return others;
    }

    private static ClientProfile with(
            ClientProfile client, String handle, List<Dialect> offered, InetAddress remoteAddress) {
        return new ClientProfile(
                client.locale(),
                client.systemType(),
                client.systemVersion(),
                client.architecture(),
                client.library(),
                client.clientVersion(),
                client.codebase(),
                handle,
                offered,
                remoteAddress);
    }
}
