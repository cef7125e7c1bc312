// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.util.function.Function;

/**
 * What one round against one server said.
 *
 * @param cpuMicros of the server's process per answer
 * @param systemMicros the kernel's part of that
 * @param perSecond answers
 * @param p50 of the time until the answer, in microseconds
 * @param p99 likewise
 * @param p999 likewise
 * @param residentMib memory of the server's process after the round
 */
record Round(
        double cpuMicros,
        double systemMicros,
        double perSecond,
        double p50,
        double p99,
        double p999,
        double residentMib) {

    static Round of(ServerProcess server, Function<ServerProcess, LoadResult> load) {
        Usage before = server.usage();
        LoadResult result = load.apply(server);
        Usage used = server.usage().since(before);
        double count = Math.max(1, result.count());
        return new Round(
                used.millis() * 1000 / count,
                used.systemMillis() * 1000 / count,
                result.perSecond(),
                result.micros(50),
                result.micros(99),
                result.micros(99.9),
                used.residentKib() / 1024.0);
    }
}
