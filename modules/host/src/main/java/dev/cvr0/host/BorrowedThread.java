// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.function.Supplier;

/**
 * A caller's thread. A server's lives for days, and what Netty leaves in its thread-local variables would keep the class
 * loader of an application that is long gone.
 */
final class BorrowedThread {

    private BorrowedThread() {}

    /** Runs the task here, and leaves the thread as it was unless Netty had something of its own there before. */
    static <T> T run(Supplier<T> task) {
        boolean untouched = FastThreadLocal.size() == 0;
        try {
            return task.get();
        } finally {
            if (untouched) {
                FastThreadLocal.removeAll();
            }
        }
    }
}
