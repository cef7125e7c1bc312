// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The thread that looks for changes: a managed one where the server has them, a daemon elsewhere. */
final class WatchThreads {

    private static final String MANAGED = "java:comp/DefaultManagedThreadFactory";
    private static final String NAME = "cvr0-catalog";

    private WatchThreads() {}

    /** Makes threads with a name of ours, so that a thread dump of the server tells whose they are. */
    static ThreadFactory factory() {
        ThreadFactory threads = managed();
        return task -> {
            Thread thread = threads.newThread(task);
            thread.setName(NAME);
            return thread;
        };
    }

    private static ThreadFactory managed() {
        try {
            return InitialContext.doLookup(MANAGED);
        } catch (NamingException | ClassCastException e) {
            return WatchThreads::daemon;
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
