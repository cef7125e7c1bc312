// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.handler;

import static java.util.concurrent.CompletableFuture.completedStage;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Token;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.plugin.base.PluginBean;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.plugin.settings.VerAnswer;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Answers VER with the dialect of the session.
 *
 * @since 0.1
 */
@PluginBean
public class VerHandler implements CommandHandler {

    private static final String NO_COMMON_DIALECT = "0";

    private final Instance<CommandRegistry> host;
    private final long maxAnswered;

    /**
     * Creates the handler.
     *
     * @param host the host, which is looked up at each VER, so that a missing host is reported together with the other
     *     deployment problems
     * @param settings the number of dialects in the answer
     */
    @Inject
    public VerHandler(Instance<CommandRegistry> host, PluginSettings settings) {
        this.host = host;
        this.maxAnswered = settings.verAnswer() == VerAnswer.SINGLE ? 1 : Long.MAX_VALUE;
    }

    @Override
    public Set<Verb> verbs() {
        return Set.of(Verb.VER);
    }

    @Override
    public CompletionStage<Reply> handle(Command command, Session session) {
        return completedStage(reply(command, session));
    }

    private Reply reply(Command command, Session session) {
        if (Negotiation.of(session).isPresent()) {
            return command.refuse(ErrorCode.NOT_EXPECTED).andClose();
        }
        Negotiation negotiation = Negotiation.of(command, host.get().dialects());
        negotiation.storeIn(session);
        List<Token> answered = negotiation.common().stream()
                .limit(maxAnswered)
                .map(Dialect::name)
                .map(Token::new)
                .toList();
        return answered.isEmpty() ? command.answer(NO_COMMON_DIALECT).andClose() : command.answer(answered);
    }
}
