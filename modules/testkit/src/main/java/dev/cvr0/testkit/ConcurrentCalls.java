// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Calls a function with several arguments at the same time, each on its own thread. */
final class ConcurrentCalls {

    private ConcurrentCalls() {}

    static <T, R> List<R> call(List<T> arguments, Function<T, R> function) {
        ExecutorService threads = Executors.newFixedThreadPool(arguments.size());
        try {
            CyclicBarrier start = new CyclicBarrier(arguments.size());
            List<Future<R>> running = new ArrayList<>();
            for (T argument : arguments) {
                running.add(threads.submit(() -> {
                    start.await();
                    return function.apply(argument);
                }));
            }
            return results(running);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <R> List<R> results(List<Future<R>> running) {
        List<R> results = new ArrayList<>();
        for (Future<R> result : running) {
            try {
                results.add(result.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            } catch (ExecutionException e) {
                throw new AssertionError("failed on another thread", e.getCause());
            }
        }
        return results;
    }
}
