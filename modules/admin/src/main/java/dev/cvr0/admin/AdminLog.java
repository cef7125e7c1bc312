// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import dev.cvr0.api.text.RateLimit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Log messages of the HTTP API. */
final class AdminLog {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.admin");
    private static final RateLimit FAILURES = new RateLimit();

    private AdminLog() {}

    /** Logs a failure that is not the client's. */
    static void operationFailed(Throwable failure) {
        FAILURES.tryAcquire()
                .ifPresent(suppressed -> LOGGER.log(
                        Level.ERROR,
                        RateLimit.withCount("CVR0-6001: an HTTP operation failed: " + failure, suppressed),
                        failure));
    }
}
