// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.opentest4j.AssertionFailedError;

/**
 * A handler that keeps the replies to commands with the parameter {@code hold} pending until the test completes them, on
 * the thread of the test. It answers any other command at once. For one test.
 */
final class PendingReplies {

    private final TemporaryHandlerTest test;
    private final Duration timeout;
    private final Semaphore arrived = new Semaphore(0);
    private final Queue<Runnable> pending = new ConcurrentLinkedQueue<>();
    private final Queue<String> other = new ConcurrentLinkedQueue<>();
    private final Queue<String> early = new ConcurrentLinkedQueue<>();
    private volatile boolean released;

    PendingReplies(HostUnderTest host, String verb) {
        this.test = TemporaryHandlerTest.of(host, verb, this::handle);
        this.timeout = Timeouts.of(host).answer();
    }

    /**
     * Plays the dialogue with several clients at once. When all of them wait for a pending reply, another client must be
     * served; then the replies complete.
     */
    void expect(int clients, String dialogue) {
        test.run(() -> {
            ExecutorService threads = Executors.newFixedThreadPool(clients);
            try {
                List<Future<?>> running = IntStream.range(0, clients)
                        .<Future<?>>mapToObj(
                                i -> threads.submit(() -> test.play("client with a pending reply", dialogue)))
                        .toList();
                awaitArrival(clients);
                test.play("client beside pending replies", "C: VER 1 CVR0\nS: VER 1 CVR0");
                release();
                running.forEach(PendingReplies::rethrow);
            } finally {
                release();
                threads.shutdownNow();
            }
        });
    }

    /** The commands without {@code hold} that were handled, in their order. */
    List<String> handledAtOnce() {
        return List.copyOf(other);
    }

    /** Those that were handled while a reply was pending. */
    List<String> handledWhilePending() {
        return List.copyOf(early);
    }

    private CompletionStage<Reply> handle(Command command, Session session) {
        List<String> parameters = command.parameters();
        if (parameters.contains("hold")) {
            CompletableFuture<Reply> reply = new CompletableFuture<>();
            pending.add(() -> reply.complete(
                    parameters.contains("close") ? command.answer("held").andClose() : command.answer("held")));
            arrived.release();
            if (released) {
                completeAll();
            }
            return reply;
        }
        String line = command.verb() + " " + command.transactionId();
        other.add(line);
        if (!pending.isEmpty()) {
            early.add(line);
        }
        return CompletableFuture.completedStage(command.answer("next"));
    }

    private void awaitArrival(int clients) {
        try {
            if (!arrived.tryAcquire(clients, timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionFailedError("only " + arrived.availablePermits() + " of " + clients
                        + " clients were served within " + timeout.toMillis() + " ms while replies were pending:"
                        + " do not wait for a stage on a thread that serves other clients");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionFailedError("interrupted", e);
        }
    }

    // Commands that arrive later are completed at once: a host that blocks would otherwise hang after the test.
    private void release() {
        released = true;
        completeAll();
    }

    private void completeAll() {
        for (Runnable completion = pending.poll(); completion != null; completion = pending.poll()) {
            completion.run();
        }
    }

    private static void rethrow(Future<?> client) {
        try {
            client.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionFailedError("interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionFailedError(e.getCause().getMessage(), e.getCause());
        }
    }
}
