// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.function.Supplier;

/**
 * Keeps Netty's thread-local variables out of a caller's thread. A server's thread lives for days, and the variables would
 * keep the class loader of an application that was undeployed.
 */
final class FastThreadLocalScope {

    private FastThreadLocalScope() {}

    /** Runs the task on this thread and removes Netty's variables afterwards, unless the thread had some before. */
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
