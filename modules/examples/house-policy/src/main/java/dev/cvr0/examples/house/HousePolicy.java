// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.house;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Dependence;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Set;

// snippet: replace
/** Everybody is to run 7.5; a version with a known hole is not let in at all. */
@ApplicationScoped
@Alternative
@Priority(100)
public class HousePolicy implements VersionPolicy {

    private static final ClientVersion CURRENT = ClientVersion.of("7.5.0324");
    private static final ClientVersion LEAST = ClientVersion.of("6.2.0208");
    private static final ClientVersion WITH_A_HOLE = ClientVersion.of("7.0.0777");

    private final Dependence onNothingElse = Dependence.on(Set.of());

    @Override
    public Verdict decide(ClientProfile client) {
        if (!client.library().equals("MSNMSGR")) {
            return new UnknownClient("only MSNMSGR is served here");
        }
        boolean blocked = client.clientVersion().equals(WITH_A_HOLE);
        return new Advice(
                CURRENT,
                CURRENT,
                blocked ? CURRENT : LEAST,
                "http://updates.example.org/msnmsgr-7.5.0324.exe",
                "http://updates.example.org/",
                blocked ? "7.0.0777 has a known hole" : "house policy");
    }

    /** Nothing but the client's program counts, so the verdict on one user's is that on another's. */
    @Override
    public Dependence dependence() {
        return onNothingElse;
    }
}
// end
