// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.house;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

// snippet: replace
/** Recommends 7.5 to each client, and requires it for a version with a known vulnerability. */
@ApplicationScoped
@Alternative
@Priority(100)
public class HousePolicy implements VersionPolicy {

    private static final ClientVersion CURRENT = ClientVersion.parse("7.5.0324");
    private static final ClientVersion VULNERABLE = ClientVersion.parse("7.0.0777");

    private static final Advice ADVICE = Advice.recommend(
                    CURRENT, new DownloadUrl("http://updates.example.org/msnmsgr-7.5.0324.exe"))
            .withMinimum(ClientVersion.parse("6.2.0208"))
            .withFallbackUrl(new DownloadUrl("http://updates.example.org/"))
            .withReason("house policy");

    @Override
    public Verdict decide(ClientProfile client) {
        if (!client.program().library().equals("MSNMSGR")) {
            return new UnknownClient("only MSNMSGR is supported");
        }
        return client.program().version().equals(VULNERABLE)
                ? ADVICE.withMinimum(CURRENT).withReason("7.0.0777 has a known vulnerability")
                : ADVICE;
    }
}
// end
