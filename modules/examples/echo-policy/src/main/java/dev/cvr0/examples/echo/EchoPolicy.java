// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.echo;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

// snippet: echo
/**
 * Never nags: whatever a client runs is what it is told to run. A version that cannot be read is not asked about; with
 * {@code cvr0.policy.unknown-clients=echo} such a client is left in peace as well. The URLs are fixed, never made of a
 * client's text.
 */
@ApplicationScoped
@Alternative
@Priority(100)
public class EchoPolicy implements VersionPolicy {

    private static final String PAGE = "http://messenger.example.org/";

    @Override
    public Verdict decide(ClientProfile client) {
        ClientVersion own = client.clientVersion();
        return new Advice(own, own, own, PAGE, PAGE, "echo");
    }
}
// end
