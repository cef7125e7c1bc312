// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Dependence;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.protocol.Tokens;
import java.util.Optional;

/**
 * What was decided, ready to be sent.
 *
 * @param client for whom
 * @param verdict what was decided
 * @param parameters of the answer; empty if the client is refused
 * @param dependence what the verdict depended on when it had been made
 */
record Decided(ClientProfile client, Verdict verdict, Optional<Tokens> parameters, Dependence dependence) {

    /** The same for another client with the same program. */
    Decision decisionFor(UserHandle userHandle, Session session) {
        ClientProfile other = new ClientProfile(
                client.locale(),
                client.systemType(),
                client.systemVersion(),
                client.architecture(),
                client.library(),
                client.clientVersion(),
                client.codebase(),
                userHandle.toString(),
                Negotiation.offered(session),
                session.remoteAddress());
        return new Decision(other, verdict);
    }
}
