// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Dependence;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Token;
import java.util.List;

/**
 * What was decided, ready to be sent.
 *
 * @param client for whom
 * @param verdict what was decided
 * @param parameters of the answer; none if the client is refused
 * @param dependence what the verdict depended on when it had been made
 */
record Decided(ClientProfile client, Verdict verdict, List<Token> parameters, Dependence dependence) {

    // A copy, so that no answer makes one.
    Decided {
        parameters = List.copyOf(parameters);
    }

    /** The same for another client with the same program. */
    Decision decisionFor(Command command, Session session) {
        ClientProfile other = new ClientProfile(
                client.locale(),
                client.systemType(),
                client.systemVersion(),
                client.architecture(),
                client.library(),
                client.clientVersion(),
                client.codebase(),
                CvqRequest.userHandle(command).text(),
                Negotiation.offered(session),
                session.remoteAddress());
        return new Decision(other, verdict);
    }
}
