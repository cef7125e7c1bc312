// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads for what may block: so many, with so many tasks waiting, and none kept that has nothing to do. */
final class Workers {

    private final ThreadPoolExecutor pool;

    /** Workers on threads of their own. */
    Workers(WorkerLimits limits) {
        // Daemons: a handler that never returns must not keep a closed host's process alive.
        this(limits, new DefaultThreadFactory("cvr0-worker", true));
    }

    Workers(WorkerLimits limits, ThreadFactory threads) {
        pool = new ThreadPoolExecutor(
                limits.threads(),
                limits.threads(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(limits.queue()),
                threads);
        pool.allowCoreThreadTimeOut(true);
    }

    /** Runs the task later, or answers false if there is no room for it. */
    boolean offer(Runnable task) {
        try {
            pool.execute(task);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /** Interrupts what runs and forgets what waits. */
    void stop() {
        pool.shutdownNow();
    }
}
