// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Another factory's threads, numbered under a name of ours: a thread dump of the server tells whose they are. */
final class NamedThreads implements ThreadFactory {

    private final String prefix;
    private final ThreadFactory threads;
    private final AtomicInteger count = new AtomicInteger();

    NamedThreads(String prefix, ThreadFactory threads) {
        this.prefix = prefix;
        this.threads = threads;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = threads.newThread(task);
        thread.setName(prefix + count.incrementAndGet());
        return thread;
    }
}
