// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Decides about clients with everything that is configured: calls the {@link VersionPolicy} with its time limit, applies the
 * mode for unknown clients and the fallback advice, and fires the {@link Decision}. The plugin provides it as a CDI bean; an
 * emulator that parses CVR itself injects it.
 *
 * <pre>{@code
 * versions.decide(Verb.CVR, client).thenAccept(decision -> decision.advice().ifPresent(this::answer))
 * }</pre>
 *
 * <p>Thread-safe. Never blocks.
 *
 * @see Decision
 * @since 0.1
 */
public interface VersionService {

    /**
     * Decides about one client.
     *
     * @param verb the verb of the request, for the decision
     * @param client the client
     * @return the decision, which is also fired as an event. Never fails. Already completed unless the policy may block;
     *     otherwise completed by a thread of the plugin
     */
    CompletionStage<Decision> decide(Verb verb, ClientProfile client);

    /**
     * Validates a request with Bean Validation, then decides about its client.
     *
     * @param request CVQ or CVR
     * @param offered the dialects that the client offered in VER, in its order; empty before VER
     * @param remoteAddress the address of the client
     * @return the decision, as {@link #decide} returns it, or the reason why the request is invalid. A version that cannot be
     *     parsed is a decision: the client is unknown
     */
    CompletionStage<RequestResult> respond(Command request, List<Dialect> offered, InetAddress remoteAddress);

    /**
     * Returns the reply to a request in a CVR0 session, whether it ends the session included.
     *
     * @param request CVQ or CVR
     * @param result the result of {@link #respond} for this request
     * @return the advice, after which the session ends, or the error
     */
    Reply reply(Command request, RequestResult result);

    /**
     * Returns a service for previews, with the same configuration but another policy. It fires no events.
     *
     * <pre>{@code
     * versions.preview(client -> draft.decide(client, tomorrow)).respond(request, offered, address)
     * }</pre>
     *
     * @param policy the policy, which is called on the calling thread
     * @return the service, whose decisions are already completed
     */
    VersionService preview(VersionPolicy policy);
}
