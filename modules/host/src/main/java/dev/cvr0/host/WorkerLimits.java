// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

/**
 * How much a host spends on handlers that may block.
 *
 * @param threads {@code cvr0.workers}: how many run at once, 1 to 4096. Default 16
 * @param queue {@code cvr0.worker-queue}: how many commands may wait for one, 1 to 1000000; one more is answered with
 *     {@code 500 TrID}. Default 256
 * @since 0.1
 */
public record WorkerLimits(int threads, int queue) {

    /** Every default. */
    public static final WorkerLimits DEFAULTS = new WorkerLimits(16, 256);

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it and what was expected
     */
    public WorkerLimits {
        SettingRange.WORKERS.require("threads", threads);
        SettingRange.QUEUE.require("queue", queue);
    }
}
