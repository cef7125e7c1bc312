// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Reply.Answer;
import dev.cvr0.api.protocol.Reply.Refusal;
import dev.cvr0.api.protocol.Reply.Then;
import dev.cvr0.api.protocol.Token;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.plugin.settings.VerAnswer;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/**
 * Answers VER: which dialect is spoken from here.
 *
 * @since 0.1
 */
@Part
public class VerHandler implements CommandHandler {

    private static final Token NOTHING_SHARED = new Token("0");

    private final Instance<CommandRegistry> host;
    private final VerAnswer form;

    /**
     * A handler for one host.
     *
     * @param host has the dialects that the host speaks; looked up when a client asks, so that a host which is missing
     *     is reported with everything else that is wrong
     * @param settings how many dialects are answered
     */
    @Inject
    public VerHandler(Instance<CommandRegistry> host, PluginSettings settings) {
        this.host = host;
        this.form = settings.verAnswer();
    }

    @Override
    public Set<Verb> verbs() {
        return Set.of(Verb.VER);
    }

    @Override
    public Reply handle(Command command, Session session) {
        if (Negotiation.of(session).isPresent()) {
            return new Refusal(ErrorCode.NOT_EXPECTED, command.transactionId(), Then.CLOSE);
        }
        Negotiation negotiation = Negotiation.of(command, host.get().dialects());
        negotiation.keepIn(session);
        List<Token> answered = answered(negotiation);
        return answered.isEmpty()
                ? new Answer(command.verb(), command.transactionId(), List.of(NOTHING_SHARED), Then.CLOSE)
                : new Answer(command.verb(), command.transactionId(), answered, Then.STAY_OPEN);
    }

    private List<Token> answered(Negotiation negotiation) {
        return negotiation.shared().stream()
                .limit(form == VerAnswer.SINGLE ? 1 : Long.MAX_VALUE)
                .map(Dialect::name)
                .map(Token::new)
                .toList();
    }
}
