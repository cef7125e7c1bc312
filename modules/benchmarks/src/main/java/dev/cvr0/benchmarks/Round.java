// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.util.function.Function;

/**
 * The figures of one round of dialogues with one server.
 *
 * @param cpuMicros processor time of the server per dialogue
 * @param systemMicros the kernel's part of it
 * @param perSecond dialogues per second
 * @param p50 median of the time until the answer, in microseconds
 * @param p99 99th percentile of it
 */
record Round(double cpuMicros, double systemMicros, double perSecond, double p50, double p99) {

    static Round of(ServerProcess server, Function<ServerProcess, LoadResult> load) {
        Usage before = server.usage();
        LoadResult result = load.apply(server);
        Usage after = server.usage();
        double count = Math.max(1, result.count());
        return new Round(
                (after.millis() - before.millis()) * 1000 / count,
                (after.systemMillis() - before.systemMillis()) * 1000 / count,
                result.perSecond(),
                result.micros(50),
                result.micros(99));
    }
}
