// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Token;
import dev.cvr0.api.protocol.Verb;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A handler that answers with a word of its own, so that it can be told from others. */
class ContractHandler implements CommandHandler {

    private final String word;
    private final Set<Verb> verbs;

    ContractHandler(String word, String... verbs) {
        this.word = word;
        this.verbs = new LinkedHashSet<>(List.of(verbs).stream().map(Verb::new).toList());
    }

    /** The same under another name, for messages that must tell two handlers apart. */
    static final class Second extends ContractHandler {

        Second(String word, String... verbs) {
            super(word, verbs);
        }
    }

    @Override
    public Set<Verb> verbs() {
        return verbs;
    }

    @Override
    public Reply handle(Command command, Session session) {
        return new Reply.Answer(
                command.verb(), command.transactionId(), List.of(new Token(word)), Reply.Then.STAY_OPEN);
    }
}
