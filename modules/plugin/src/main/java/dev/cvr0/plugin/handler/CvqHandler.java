// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.handler;

import static java.util.concurrent.CompletableFuture.completedStage;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.policy.RequestResult;
import dev.cvr0.api.policy.VersionService;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Reply.Answer;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.plugin.base.PluginBean;
import dev.cvr0.plugin.settings.CvqSettings;
import dev.cvr0.plugin.settings.CvrSessions;
import dev.cvr0.plugin.settings.PluginSettings;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Answers CVQ with the recommended version, the minimum version and the download. In a CVR0 session it answers CVR in the
 * same way, because third-party clients send CVR; there every answer to CVR ends the session: no client sends a second CVR,
 * and clients that get an error wait until the server closes.
 *
 * <p>With {@code cvr0.cvr.sessions=all} it also answers CVR in sessions of the host, which continue. There it declines every
 * request that would get an error, because an error would end a sign-in that the host allows.
 *
 * @since 0.1
 */
@PluginBean
public class CvqHandler implements CommandHandler {

    private final VersionService versions;
    private final CvqSettings settings;

    /**
     * Creates the handler.
     *
     * @param versions decides about clients
     * @param settings the settings of CVQ and CVR
     */
    @Inject
    public CvqHandler(VersionService versions, PluginSettings settings) {
        this.versions = versions;
        this.settings = settings.cvq();
    }

    @Override
    public Set<Verb> verbs() {
        return settings.cvrSessions() == CvrSessions.NONE ? Set.of(Verb.CVQ) : Set.of(Verb.CVQ, Verb.CVR);
    }

    @Override
    public CompletionStage<Reply> handle(Command command, Session session) {
        Optional<Dialect> agreed = session.agreedDialect();
        boolean inCvr0 = agreed.filter(Dialect.CVR0::equals).isPresent();
        if (command.verb().equals(Verb.CVR) && !inCvr0) {
            return agreed.isPresent() && settings.cvrSessions() == CvrSessions.ALL
                    ? respond(command, session).thenApply(result -> replyInHostSession(command, result))
                    : completedStage(new Reply.Declined());
        }
        if (agreed.isEmpty() ? settings.requireVer() : !inCvr0) {
            return completedStage(command.refuse(ErrorCode.NOT_EXPECTED).andClose());
        }
        return respond(command, session).thenApply(result -> versions.reply(command, result));
    }

    private CompletionStage<RequestResult> respond(Command command, Session session) {
        return versions.respond(command, Negotiation.offered(session), session.remoteAddress());
    }

    private static Reply replyInHostSession(Command command, RequestResult result) {
        if (!(result instanceof Decision decision && decision.verdict() instanceof Advice advice)) {
            return new Reply.Declined();
        }
        Answer answer = command.answer(advice.parameters());
        return decision.enforcement() == Enforcement.ADVISE ? answer : answer.andClose();
    }
}
