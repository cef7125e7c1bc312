// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Reply.Answer;
import dev.cvr0.api.protocol.Reply.Declined;
import dev.cvr0.api.protocol.Reply.Refusal;
import dev.cvr0.api.protocol.Reply.Then;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.plugin.settings.CvqSettings;
import dev.cvr0.plugin.settings.PluginSettings;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/**
 * Answers CVQ: which version the client is to run, which is the least allowed, where the download is. Inside a CVR0
 * session it answers CVR in the same way, since third-party clients send that; CVR in any other session is the host's.
 *
 * @since 0.1
 */
@Part
public class CvqHandler implements CommandHandler {

    private final CvqChecks checks;
    private final PolicyDesk policy;
    private final VerdictCache verdicts;
    private final CvqSettings settings;

    /**
     * A handler with its checks and its policy.
     *
     * @param checks checks the parameters
     * @param policy asks the version policy
     * @param verdicts keeps what it decided
     * @param settings what is allowed
     */
    @Inject
    public CvqHandler(CvqChecks checks, PolicyDesk policy, VerdictCache verdicts, PluginSettings settings) {
        this.checks = checks;
        this.policy = policy;
        this.verdicts = verdicts;
        this.settings = settings.cvq();
    }

    @Override
    public Set<Verb> verbs() {
        return settings.answerCvr() ? Set.of(Verb.CVQ, Verb.CVR) : Set.of(Verb.CVQ);
    }

    @Override
    public boolean mayBlock() {
        return policy.mayBlock();
    }

    @Override
    public Reply handle(Command command, Session session) {
        Optional<Dialect> agreed = session.agreedDialect();
        if (command.verb().equals(Verb.CVR) && !agreed.equals(Optional.of(Dialect.CVR0))) {
            return new Declined();
        }
        if (agreed.isEmpty() ? settings.requireVer() : !agreed.get().equals(Dialect.CVR0)) {
            return refusal(ErrorCode.NOT_EXPECTED, command);
        }
        Question question = Question.of(command);
        VerdictKey key = VerdictKey.of(question, session, policy.dependence());
        Optional<Decided> known = verdicts.find(key);
        if (known.isPresent() && checks.accepts(question.userHandle())) {
            policy.repeat(known.get(), question, session);
            return answer(known.get(), command);
        }
        return decide(key, command, session);
    }

    private Reply decide(VerdictKey key, Command command, Session session) {
        CvqRequest request = CvqRequest.of(command);
        Optional<CvqFault> fault = checks.findFault(request);
        if (fault.isPresent()) {
            return refusal(fault.get(), command);
        }
        Optional<Decided> decided = policy.decide(request.profile(session));
        decided.ifPresent(made -> verdicts.keep(key, made));
        return decided.map(made -> answer(made, command)).orElseGet(() -> refusal(ErrorCode.SERVER_FAILURE, command));
    }

    private Reply answer(Decided decided, Command command) {
        return decided.parameters().isPresent()
                ? new Answer(
                        command.verb(),
                        command.transactionId(),
                        decided.parameters().get(),
                        Then.CLOSE)
                : refusal(ErrorCode.UNKNOWN_CLIENT, command);
    }

    private Reply refusal(CvqFault fault, Command command) {
        PluginLog.refused(command.verb(), fault);
        return refusal(fault.code(), command);
    }

    private Reply refusal(ErrorCode code, Command command) {
        return new Refusal(code, command.transactionId(), afterwards(code));
    }

    private Then afterwards(ErrorCode code) {
        if (code.equals(ErrorCode.UNKNOWN_CLIENT)) {
            return settings.afterUnknownClient();
        }
        return code.equals(ErrorCode.UNKNOWN_LOCALE) ? Then.STAY_OPEN : Then.CLOSE;
    }
}
