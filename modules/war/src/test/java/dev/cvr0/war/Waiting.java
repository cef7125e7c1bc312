// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another process does and tells nobody. */
final class Waiting {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Waiting() {}

    static void until(String what, Callable<Boolean> happened) throws Exception {
        long start = System.nanoTime();
        while (!happened.call()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("never happened: " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
