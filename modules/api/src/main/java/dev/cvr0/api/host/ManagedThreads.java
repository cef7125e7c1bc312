// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Creates threads that a Jakarta EE server manages, or daemon threads outside a server. Thread-safe.
 *
 * @since 0.1
 */
public final class ManagedThreads {

    private static final String MANAGED = "java:comp/DefaultManagedThreadFactory";

    private ManagedThreads() {}

    /**
     * Returns a factory of numbered threads: {@code cvr0-policy-1}, {@code cvr0-policy-2} and so on. The names
     * identify the threads in a thread dump of the server. Call this on a thread of the application, where its
     * {@code java:comp} is visible.
     *
     * @param prefix the beginning of each name, such as {@code cvr0-policy-}
     * @return a factory of the server's managed threads; of daemon threads if there is no server
     */
    public static ThreadFactory named(String prefix) {
        ThreadFactory threads = lookUp();
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = threads.newThread(task);
            thread.setName(prefix + count.incrementAndGet());
            return thread;
        };
    }

    @SuppressWarnings("BanJNDI") // the name is a constant
    private static ThreadFactory lookUp() {
        try {
            return InitialContext.doLookup(MANAGED);
        } catch (NamingException | ClassCastException noServer) {
            return ManagedThreads::daemon;
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
