// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The latencies of one round. Written by the thread of the generator; readable after {@link #await}. */
final class LoadResult {

    private static final long MAX_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Histogram latency = new Histogram(MAX_NANOS, 3);
    // Completed with the reason of a failure, or with an empty text after success.
    private final CompletableFuture<String> over = new CompletableFuture<>();
    private final long begin = System.nanoTime();
    private long end = begin;
    private int running;

    /** Creates the result of a round, which ends when {@link #finished} has been called for each client. */
    LoadResult(int clients) {
        running = clients;
    }

    void answered(long sinceNanos) {
        latency.recordValue(Math.min(MAX_NANOS, System.nanoTime() - sinceNanos));
    }

    /** Ends the round, because an answer is wrong or missing. */
    void failed(String why) {
        over.complete(why);
    }

    boolean hasFailed() {
        return !over.getNow("").isEmpty();
    }

    void finished() {
        running--;
        if (running == 0) {
            end = System.nanoTime();
            over.complete("");
        }
    }

    /**
     * Waits for the end of the round.
     *
     * @throws IllegalStateException if an answer is wrong or missing
     */
    LoadResult await() {
        String failure = over.completeOnTimeout("an answer is missing", 3, TimeUnit.MINUTES)
                .join();
        if (!failure.isEmpty()) {
            throw new IllegalStateException(failure);
        }
        return this;
    }

    long count() {
        return latency.getTotalCount();
    }

    double perSecond() {
        return count() * 1e9 / (end - begin);
    }

    double micros(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1000.0;
    }
}
