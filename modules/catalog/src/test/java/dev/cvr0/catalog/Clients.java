// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Lcid;
import java.net.InetAddress;
import java.util.List;

/** Clients to ask with. */
final class Clients {

    private Clients() {}

    /** A client from what it says: locale, system type, version, architecture, library, version and maybe codebase. */
    static ClientProfile of(String said) {
        String[] words = said.split(" ");
        return new ClientProfile(
                Lcid.find(words[0]).orElseThrow(),
                words[1],
                words[2],
                words[3],
                words[4],
                ClientVersion.of(words[5]),
                words.length > 6 ? words[6] : "",
                "",
                List.of(),
                InetAddress.getLoopbackAddress());
    }
}
