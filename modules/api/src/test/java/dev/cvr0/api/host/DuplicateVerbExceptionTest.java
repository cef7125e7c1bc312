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
    void shouldNameTheVerbBothHandlersAndTheAction() {
        assertThat(new DuplicateVerbException(Verb.CVQ, new FirstHandler(), new SecondHandler()))
                .hasMessage("verb CVQ already has the handler " + FirstHandler.class.getName() + ", so "
                        + SecondHandler.class.getName() + " cannot be registered: remove one of them");
    }

    @Test
    void shouldNameTheSuperclassOfAContainerProxy() {
        assertThat(new DuplicateVerbException(Verb.CVQ, new FirstHandler$$Proxy(), new SecondHandler()))
                .hasMessageContaining("has the handler " + FirstHandler.class.getName() + ", so");
    }

    @Test
    void shouldNameTheProxyClassIfItsSuperclassIsNotAHandler() {
        CommandHandler handler = new ProxyWithoutSuperclass$$Proxy();

        assertThat(new DuplicateVerbException(Verb.CVQ, handler, new SecondHandler()))
                .hasMessageContaining("has the handler " + ProxyWithoutSuperclass$$Proxy.class.getName() + ", so");
    }

    private static class FirstHandler implements CommandHandler {
        @Override
        public Set<Verb> verbs() {
            return Set.of(Verb.CVQ);
        }

        @Override
        public CompletionStage<Reply> handle(Command command, Session session) {
            return CompletableFuture.completedStage(new Reply.Declined());
        }
    }

    private static final class FirstHandler$$Proxy extends FirstHandler {}

    private static final class SecondHandler extends FirstHandler {}

    private static final class ProxyWithoutSuperclass$$Proxy implements CommandHandler {
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
