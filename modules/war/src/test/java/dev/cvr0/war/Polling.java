// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition in another process by polling. */
final class Polling {

    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private Polling() {}

    static void until(String condition, Callable<Boolean> check) throws Exception {
        until(condition, TIMEOUT, check);
    }

    static void until(String condition, Duration timeout, Callable<Boolean> check) throws Exception {
        long start = System.nanoTime();
        while (!check.call()) {
            if (System.nanoTime() - start > timeout.toNanos()) {
                throw new AssertionError("timeout: " + condition);
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }
}
