// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.handler;

import static java.util.concurrent.CompletableFuture.completedStage;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Reply.Refusal;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.plugin.base.PluginBean;
import dev.cvr0.plugin.base.PluginLog;
import dev.cvr0.plugin.policy.PolicyService;
import dev.cvr0.plugin.settings.AfterUnknownClient;
import dev.cvr0.plugin.settings.CvqSettings;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.plugin.validation.CvqRequest;
import dev.cvr0.plugin.validation.CvqRequestValidator;
import dev.cvr0.plugin.validation.RequestError;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Answers CVQ with the recommended version, the minimum version and the download. In a CVR0 session it answers CVR in the
 * same way, because third-party clients send CVR; in all other sessions it declines CVR. Every answer to CVR ends the
 * session: no client sends a second CVR, and clients that get an error wait until the server closes.
 *
 * @since 0.1
 */
@PluginBean
public class CvqHandler implements CommandHandler {

    private final CvqRequestValidator validator;
    private final PolicyService policy;
    private final CvqSettings settings;

    /**
     * Creates the handler.
     *
     * @param validator validates the parameters
     * @param policy calls the version policy
     * @param settings the settings of CVQ
     */
    @Inject
    public CvqHandler(CvqRequestValidator validator, PolicyService policy, PluginSettings settings) {
        this.validator = validator;
        this.policy = policy;
        this.settings = settings.cvq();
    }

    @Override
    public Set<Verb> verbs() {
        return settings.answerCvr() ? Set.of(Verb.CVQ, Verb.CVR) : Set.of(Verb.CVQ);
    }

    @Override
    public CompletionStage<Reply> handle(Command command, Session session) {
        Optional<Dialect> agreed = session.agreedDialect();
        if (command.verb().equals(Verb.CVR) && !agreed.equals(Optional.of(Dialect.CVR0))) {
            return completedStage(new Reply.Declined());
        }
        if (agreed.isEmpty() ? settings.requireVer() : !agreed.get().equals(Dialect.CVR0)) {
            return completedStage(refuse(command, ErrorCode.NOT_EXPECTED));
        }
        CvqRequest request = CvqRequest.of(command);
        Optional<RequestError> error = validator.validate(request);
        if (error.isPresent()) {
            PluginLog.refused(command.verb(), error.get().code(), error.get().descriptions());
            return completedStage(refuse(command, error.get().code()));
        }
        return policy.decide(request.profile(Negotiation.offered(session), session.remoteAddress()))
                .thenApply(verdict -> reply(command, verdict));
    }

    private Reply reply(Command command, Optional<Verdict> verdict) {
        if (verdict.isEmpty()) {
            return refuse(command, ErrorCode.SERVER_FAILURE);
        }
        return verdict.get() instanceof Advice advice
                ? command.answer(advice.parameters()).andClose()
                : refuse(command, ErrorCode.UNKNOWN_CLIENT);
    }

    private Reply refuse(Command command, ErrorCode code) {
        Refusal refusal = command.refuse(code);
        return command.verb().equals(Verb.CVQ) && staysOpenAfter(code) ? refusal : refusal.andClose();
    }

    private boolean staysOpenAfter(ErrorCode code) {
        return code.equals(ErrorCode.UNKNOWN_LOCALE)
                || (code.equals(ErrorCode.UNKNOWN_CLIENT)
                        && settings.afterUnknownClient() == AfterUnknownClient.STAY_OPEN);
    }
}
