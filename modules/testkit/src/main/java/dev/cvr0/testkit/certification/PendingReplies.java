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
 * A handler that keeps the replies to commands with the parameter {@code hold} pending until the test completes them on
 * its own thread. It answers other commands immediately. For one test.
 */
final class PendingReplies {

    private final HostClient client;
    private final HostClient.Handler handler;
    private final AtomicInteger arrived = new AtomicInteger();
    private final int clients;
    private final CompletableFuture<Void> allArrived = new CompletableFuture<>();
    // Completed by the test. Replies to later commands are complete immediately, so that a blocking host does not hang
    // after the test.
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();

    PendingReplies(HostUnderTest host, String verb, int clients) {
        this.client = new HostClient(host);
        this.handler = new HostClient.Handler(verb, this::handle);
        this.clients = clients;
    }

    /**
     * Plays the dialogue with several clients concurrently. When all of them wait for a pending reply, another client must
     * be served. Then the replies complete.
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
                client.play("another client while replies are pending", "C: VER 1 CVR0\nS: VER 1 CVR0");
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

    /** Returns the handled commands without {@code hold}; with the prefix "early" if a reply was pending. */
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

    // A client that fails early ends the wait.
    private void awaitArrival(CompletableFuture<?>... running) {
        try {
            CompletableFuture.anyOf(allArrived, CompletableFuture.anyOf(running))
                    .orTimeout(client.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new AssertionFailedError(
                    "only " + arrived + " of " + clients + " clients were served within "
                            + client.answerTimeout().toMillis() + " ms while replies were pending;"
                            + " do not wait for a stage on a thread that serves other clients (" + e.getCause() + ")",
                    e.getCause());
        }
    }
}
