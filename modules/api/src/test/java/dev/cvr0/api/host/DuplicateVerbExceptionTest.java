// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class DuplicateVerbExceptionTest {

    @Test
    void shouldNameTheVerbAndBothHandlersAndSayWhatToDo() {
        assertThat(new DuplicateVerbException(Verb.CVQ, new First(), new Second()))
                .hasMessage("verb CVQ is served by " + First.class.getName() + " and cannot be served by "
                        + Second.class.getName() + " as well: remove one of them");
    }

    @Test
    void shouldNameTheBeanClassBehindAContainersProxy() {
        assertThat(new DuplicateVerbException(Verb.CVQ, new First$$Proxy(), new Second()))
                .hasMessageContaining("is served by " + First.class.getName() + " and");
    }

    @Test
    void shouldNameTheClassItselfWhenAProxyHasNoHandlerBehindIt() {
        CommandHandler handler = new Lonely$$Proxy();

        assertThat(new DuplicateVerbException(Verb.CVQ, handler, new Second()))
                .hasMessageContaining("is served by " + Lonely$$Proxy.class.getName() + " and");
    }

    private static class First implements CommandHandler {
        @Override
        public Set<Verb> verbs() {
            return Set.of(Verb.CVQ);
        }

        @Override
        public CompletionStage<Reply> handle(Command command, Session session) {
            return CompletableFuture.completedStage(new Reply.Declined());
        }
    }

    private static final class First$$Proxy extends First {}

    private static final class Second extends First {}

    private static final class Lonely$$Proxy implements CommandHandler {
        @Override
        public Set<Verb> verbs() {
            return Set.of(Verb.CVQ);
        }

        @Override
        public CompletionStage<Reply> handle(Command command, Session session) {
            return CompletableFuture.completedStage(new Reply.Declined());
        }
    }
}
