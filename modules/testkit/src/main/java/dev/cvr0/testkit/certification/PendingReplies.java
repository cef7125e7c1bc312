// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * A handler that keeps the replies to commands with the parameter {@code hold} pending until the test completes them, on
 * the thread of the test. It answers any other command at once. For one test.
 */
final class PendingReplies {

    private final HostClient client;
    private final HostClient.Handler handler;
    private final AtomicInteger arrived = new AtomicInteger();
    private final int clients;
    private final CompletableFuture<Void> allArrived = new CompletableFuture<>();
    // completed by the test; replies to commands that arrive later are complete at once: a host that blocks would
    // otherwise hang after the test
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();

    PendingReplies(HostUnderTest host, String verb, int clients) {
        this.client = new HostClient(host);
        this.handler = new HostClient.Handler(verb, this::handle);
        this.clients = clients;
    }

    /**
     * Plays the dialogue with several clients at once. When all of them wait for a pending reply, another client must be
     * served; then the replies complete.
     */
    void expect(String dialogue) {
        client.run(handler, () -> {
            Executor newThreads = task -> new Thread(task, "client with a pending reply").start();
            CompletableFuture<?>[] running = Stream.generate(() -> CompletableFuture.runAsync(
                            () -> client.play("a client with a pending reply", dialogue), newThreads))
                    .limit(clients)
                    .toArray(CompletableFuture<?>[]::new);
            try {
                awaitArrival(running);
                client.play("a client beside pending replies", "C: VER 1 CVR0\nS: VER 1 CVR0");
                released.complete(null);
                CompletableFuture.allOf(running).join();
            } catch (CompletionException e) {
                Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
                throw new AssertionFailedError(cause.getMessage(), cause);
            } finally {
                released.complete(null);
            }
        });
    }

    /** The commands without {@code hold} that were handled; those handled while a reply was pending begin with "early". */
    List<String> handled() {
        return List.copyOf(handled);
    }

    private CompletionStage<Reply> handle(Command command, Session session) {
        if (command.parameters().contains("hold")) {
            if (arrived.incrementAndGet() == clients) {
                allArrived.complete(null);
            }
            Reply.Answer reply = command.answer("held");
            return released.thenApply(done -> command.parameters().contains("close") ? reply.andClose() : reply);
        }
        String prefix = arrived.get() > 0 && !released.isDone() ? "early " : "";
        handled.add(prefix + command.verb() + " " + command.transactionId());
        return CompletableFuture.completedStage(command.answer("next"));
    }

    // A client that fails before all have arrived ends the wait.
    private void awaitArrival(CompletableFuture<?>... running) {
        try {
            CompletableFuture.anyOf(allArrived, CompletableFuture.anyOf(running))
                    .orTimeout(client.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new AssertionFailedError(
                    "only " + arrived + " of " + clients + " clients were served while replies were pending:"
                            + " do not wait for a stage on a thread that serves other clients (" + e.getCause() + ")",
                    e.getCause());
        }
    }
}
