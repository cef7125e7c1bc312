// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Serves {@code SLO}; each reply is pending until the test completes it. */
final class PendingHandler implements CommandHandler {

    private static final long TIMEOUT_SECONDS = 20;

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    /** One command whose reply is pending. */
    record Call(Command command, CompletableFuture<Reply> reply) {

        void answer() {
            reply.complete(Handlers.ok(command));
        }
    }

    @Override
    public Set<Verb> verbs() {
        return Set.of(new Verb("SLO"));
    }

    @Override
    public CompletionStage<Reply> handle(Command command, Session session) {
        Call call = new Call(command, new CompletableFuture<>());
        calls.add(call);
        return call.reply();
    }

    /** Waits for the next command. */
    Call next() {
        try {
            Call call = calls.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            assertThat(call).as("a command arrives").isNotNull();
            return call;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isIdle() {
        return calls.isEmpty();
    }
}
