// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.Aspect;
import dev.cvr0.api.policy.Dependence;
import dev.cvr0.api.protocol.Dialect;
import java.util.Set;

/**
 * All that a verdict depends on. Clients who differ only in what does not count have equal keys: their user handles, for
 * example.
 *
 * @param dependence of which edition of the policy's rules the verdict is
 * @param text all that counts of the client; what it means is another thing for each dependence. Empty if no
 *     verdict may be kept
 */
record VerdictKey(Dependence dependence, String text) {

    // In no address and in no name of a dialect; the client's own text comes last, whatever it holds.
    private static final char END = '\n';

    static VerdictKey of(Question question, Session session, Dependence dependence) {
        // Nothing is kept then, so that there is nothing to tell apart.
        if (!dependence.allowsKeeping()) {
            return new VerdictKey(dependence, "");
        }
        Set<Aspect> counting = dependence.aspects();
        String text = counting.contains(Aspect.USER_HANDLE) ? question.text() : question.program();
        if (counting.contains(Aspect.OFFERED_DIALECTS)) {
            text = offered(session) + END + text;
        }
        if (counting.contains(Aspect.REMOTE_ADDRESS)) {
            text = session.remoteAddress().getHostAddress() + END + text;
        }
        return new VerdictKey(dependence, text);
    }

    private static String offered(Session session) {
        StringBuilder names = new StringBuilder();
        for (Dialect dialect : Negotiation.offered(session)) {
            names.append(' ').append(dialect.name());
        }
        return names.toString();
    }
}
