// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.util.Map;

/** Compares the full server with a server that has canned answers, under the load of complete dialogues. */
final class DialogueLoad {

    private static final int CLIENTS = 32;

    private DialogueLoad() {}

    static void measure(Report report, Generator generator, int rounds) {
        try (ServerProcess full = ServerProcess.full(Map.of());
                ServerProcess canned = ServerProcess.canned()) {
            PairedComparison atFullRate = PairedComparison.between(
                    full, canned, rounds, server -> generator.closedLoop(server.address(), CLIENTS));
            report.atMost(
                    "load, CPU per dialogue, full / canned",
                    atFullRate.ratio(Round::cpuMicros).median(),
                    1.25);
            report.atLeast(
                    "load, dialogues per second, full / canned",
                    atFullRate.ratio(Round::perSecond).median(),
                    0.85);
            double p99 = atFullRate.ratio(Round::p99).median();
            report.atMost("load, p99, full / canned", p99, 1.2);
            atFullRate.addTo(report, "Load at full rate", """
                    *full* is the server of the distribution with the bundled catalog. *canned* uses the same library, socket
                    options and options of the virtual machine, and answers every line with the same bytes without parsing it.
                    Both have one event loop and run in separate processes. Their rounds alternate; a ratio is the median
                    over the pairs of rounds (lowest to highest). A third process generates the load and compares every byte
                    of the answers. See also [how load is measured](../adr/0022-measuring-load.md).

                    Each dialogue has its own connection; %d clients run concurrently, and each finished client is replaced.
                    """.formatted(CLIENTS));
            Range fullRate = Range.of(atFullRate.full().stream().mapToDouble(Round::perSecond));
            double halfRate = fullRate.median() / 2;
            PairedComparison.between(full, canned, rounds, server -> generator.openLoop(server.address(), halfRate))
                    .addTo(report, "Load at half of the full rate", """
                            %s dialogues begin each second at regular intervals. Latency is measured from the time at which a
                            dialogue should begin.
                            """.formatted(Range.number(halfRate)));
        }
    }
}
