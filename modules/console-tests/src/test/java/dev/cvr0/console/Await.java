// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, and fails with a description if it does not become true. */
final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = 20_000_000;

    private Await() {}

    static void until(Supplier<String> description, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new AssertionError("after " + LIMIT.toSeconds() + " s: " + description.get());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
