// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.function.Supplier;

/**
 * Prevents Netty's thread-local variables from remaining on a caller's thread. On a long-lived server thread, they would
 * keep the class loader of an undeployed application reachable.
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
