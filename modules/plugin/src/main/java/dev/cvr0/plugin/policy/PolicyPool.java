// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.policy;

import dev.cvr0.api.host.ManagedThreads;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.plugin.settings.PolicySettings;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Calls a policy that may block, on a bounded number of threads and with a time limit that includes the time in the
 * queue. A policy that hangs blocks only these threads. Thread-safe.
 */
final class PolicyPool implements PolicyInvoker {

    private static final int QUEUED_PER_THREAD = 4;
    private static final long IDLE_SECONDS = 30;

    private final VersionPolicy policy;
    private final Duration timeout;
    private final ThreadPoolExecutor threads;
    // CompletableFuture.orTimeout uses a JDK thread, which would keep a reference to the application's class loader.
    private final ScheduledThreadPoolExecutor timer;
    private final Set<Call> pending = ConcurrentHashMap.newKeySet();

    PolicyPool(VersionPolicy policy, PolicySettings settings) {
        this.policy = policy;
        this.timeout = settings.timeout();
        this.threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(settings.threads() * QUEUED_PER_THREAD),
                ManagedThreads.named("cvr0-policy-"));
        threads.allowCoreThreadTimeOut(true);
        this.timer = new ScheduledThreadPoolExecutor(1, ManagedThreads.named("cvr0-policy-timeout-"));
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public CompletionStage<Verdict> invoke(ClientProfile client) {
        Call call = new Call(client);
        pending.add(call);
        try {
            threads.execute(call);
            Future<?> expiry = timer.schedule(() -> call.cancel(true), timeout.toNanos(), TimeUnit.NANOSECONDS);
            call.verdict.whenComplete((verdict, failure) -> expiry.cancel(false));
        } catch (RuntimeException e) {
            call.reject(e);
        }
        return call.verdict;
    }

    @Override
    public void close() {
        threads.shutdown();
        timer.shutdownNow();
        // Before the threads are interrupted, so that a call reports the shutdown and not the interruption.
        pending.forEach(call -> call.cancel(true));
        threads.shutdownNow();
    }

    private final class Call extends FutureTask<Verdict> {

        private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();

        Call(ClientProfile client) {
            super(() -> PolicyInvoker.requireVerdict(policy.decide(client)));
        }

        // All threads are busy, the plugin is stopping, or the server did not create a thread.
        void reject(RuntimeException reason) {
            verdict.completeExceptionally(new PolicyFailure(
                    threads.isShutdown()
                            ? "the plugin is stopping"
                            : "all " + threads.getMaximumPoolSize()
                                    + " policy threads are busy and the queue is full (cvr0.policy.threads)",
                    reason));
            cancel(true);
        }

        @Override
        protected void done() {
            pending.remove(this);
            try {
                verdict.complete(get());
            } catch (ExecutionException e) {
                verdict.completeExceptionally(failure(Objects.requireNonNullElse(e.getCause(), e)));
            } catch (CancellationException e) {
                // Free the slot of a cancelled call in the queue.
                threads.remove(this);
                verdict.completeExceptionally(new PolicyFailure(
                        threads.isShutdown()
                                ? "the plugin is stopping"
                                : "timeout after " + timeout.toMillis() + " ms (cvr0.policy.timeout)",
                        e));
            } catch (InterruptedException e) {
                throw new IllegalStateException("a completed call does not wait", e);
            }
        }

        private PolicyFailure failure(Throwable thrown) {
            return thrown instanceof PolicyFailure failure ? failure : new PolicyFailure("it threw " + thrown, thrown);
        }
    }
}
