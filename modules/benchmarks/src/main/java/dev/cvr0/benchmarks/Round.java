// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.util.function.Function;

/**
 * The figures of one round of dialogues with one server.
 *
 * @param cpuMicros processor time of the server per dialogue, user and system
 * @param perSecond dialogues per second
 * @param p50 median latency, in microseconds
 * @param p99 99th percentile of the latency, in microseconds
 */
record Round(double cpuMicros, double perSecond, double p50, double p99) {

    static Round of(ServerProcess server, Function<ServerProcess, LoadResult> load) {
        double before = server.cpuMillis();
        LoadResult result = load.apply(server);
        double used = server.cpuMillis() - before;
        return new Round(
                used * 1000 / Math.max(1, result.count()), result.perSecond(), result.micros(50), result.micros(99));
    }
}
