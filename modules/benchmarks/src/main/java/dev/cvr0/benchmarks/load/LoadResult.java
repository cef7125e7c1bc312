// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/** What a round of load came to. Written by the generator's one thread, read when the round is over. */
final class LoadResult {

    private static final long MAX_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;

    private final Histogram latency = new Histogram(MAX_NANOS, DIGITS);
    private final AtomicReference<String> fault = new AtomicReference<>("");
    private final CountDownLatch over;
    private final long begin = System.nanoTime();
    private volatile long end = begin;

    /** For a round that is over when so many connections are through. */
    LoadResult(int connections) {
        over = new CountDownLatch(connections);
    }

    void answered(long sinceNanos) {
        latency.recordValue(Math.min(MAX_NANOS, System.nanoTime() - sinceNanos));
    }

    /** A wrong answer, or none: the round is worth nothing. */
    void failed(String why) {
        fault.compareAndSet("", why);
    }

    boolean isSound() {
        return fault.get().isEmpty();
    }

    void connectionIsThrough() {
        end = System.nanoTime();
        over.countDown();
    }

    /**
     * Waits for the end.
     *
     * @throws IllegalStateException if an answer was wrong, or did not come
     */
    LoadResult await() {
        try {
            if (!over.await(3, TimeUnit.MINUTES)) {
                failed(over.getCount() + " connections got no answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed("interrupted");
        }
        if (!isSound()) {
            throw new IllegalStateException(fault.get());
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
