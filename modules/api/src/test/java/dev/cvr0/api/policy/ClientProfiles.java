// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Lcid;
import java.net.InetAddress;
import java.util.List;

/** Client profiles for tests. */
final class ClientProfiles {

    private ClientProfiles() {}

    static ClientProfile ofVersion(String version) {
        return of(version, List.of(Dialect.CVR0));
    }

    static ClientProfile of(String version, List<Dialect> dialects) {
        return new ClientProfile(program(version), "", dialects, InetAddress.getLoopbackAddress());
    }

    static ClientProgram program(String version) {
        return new ClientProgram(new Lcid(0x0409), "winnt", "5.1", "i386", "MSNMSGR", ClientVersion.parse(version), "");
    }
}
