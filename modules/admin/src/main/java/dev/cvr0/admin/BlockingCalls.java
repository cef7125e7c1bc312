// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.api.host.ManagedThreads;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Executes operations that block, on few threads. Thread-safe. */
final class BlockingCalls {

    private static final int THREADS = 4;
    private static final int MAX_WAITING = 32;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            ManagedThreads.named("cvr0-http-"));

    BlockingCalls() {
        executor.allowCoreThreadTimeOut(true);
    }

    CompletionStage<ApiResponse> execute(Supplier<CompletionStage<ApiResponse>> operation) {
        try {
            return CompletableFuture.supplyAsync(operation, executor).thenCompose(Function.identity());
        } catch (RejectedExecutionException e) {
            throw new ProblemException(Problem.unavailable(
                    "the server executes " + THREADS + " operations, and " + MAX_WAITING + " wait; retry"));
        }
    }

    void close() {
        executor.shutdownNow();
    }
}
