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

    static ThreadFactory factory() {
        try {
            return InitialContext.doLookup(MANAGED);
        } catch (NamingException | ClassCastException e) {
            return plain();
        }
    }

    private static ThreadFactory plain() {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "cvr0-policy-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
