// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/** The latencies of one round. The generator's thread writes it; it may be read after {@link #await}. */
final class LoadResult {

    private static final long MAX_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;

    private final Histogram latency = new Histogram(MAX_NANOS, DIGITS);
    private final AtomicReference<String> failure = new AtomicReference<>("");
    private final CountDownLatch running;
    private final long begin = System.nanoTime();
    private volatile long end = begin;

    /** Creates the result of a round that is over when {@link #finished} was called for each of the clients. */
    LoadResult(int clients) {
        running = new CountDownLatch(clients);
    }

    void answered(long sinceNanos) {
        latency.recordValue(Math.min(MAX_NANOS, System.nanoTime() - sinceNanos));
    }

    /** Marks the round as invalid, because an answer is wrong or missing. */
    void failed(String why) {
        failure.compareAndSet("", why);
    }

    boolean hasFailed() {
        return !failure.get().isEmpty();
    }

    void finished() {
        end = System.nanoTime();
        running.countDown();
    }

    /**
     * Waits until the round is over.
     *
     * @throws IllegalStateException if an answer is wrong or missing
     */
    LoadResult await() {
        try {
            if (!running.await(3, TimeUnit.MINUTES)) {
                failed(running.getCount() + " clients got no answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed("interrupted");
        }
        if (hasFailed()) {
            throw new IllegalStateException(failure.get());
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
