// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.util.function.ToDoubleFunction;

/** What is read off a round. */
enum Figure {
    CPU("CPU per answer, µs", Round::cpuMicros),
    SYSTEM("of that the kernel, µs", Round::systemMicros),
    RATE("answers per second", Round::perSecond),
    P50("p50, µs", Round::p50),
    P99("p99, µs", Round::p99),
    P999("p99.9, µs", Round::p999),
    MEMORY("resident memory, MiB", Round::residentMib);

    private final String title;
    private final ToDoubleFunction<Round> of;

    Figure(String title, ToDoubleFunction<Round> of) {
        this.title = title;
        this.of = of;
    }

    String title() {
        return title;
    }

    double of(Round round) {
        return of.applyAsDouble(round);
    }
}
