// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The threads of policies that may block: the server's managed ones where there are any, plain ones elsewhere. */
final class PolicyThreads {

    private static final String MANAGED = "java:comp/DefaultManagedThreadFactory";

    private PolicyThreads() {}

    /** Makes threads with a name of ours, so that a thread dump of the server tells whose they are. */
    static ThreadFactory factory() {
        ThreadFactory threads = managed();
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = threads.newThread(task);
            thread.setName("cvr0-policy-" + count.incrementAndGet());
            return thread;
        };
    }

    private static ThreadFactory managed() {
        try {
            return InitialContext.doLookup(MANAGED);
        } catch (NamingException | ClassCastException e) {
            return PolicyThreads::daemon;
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
