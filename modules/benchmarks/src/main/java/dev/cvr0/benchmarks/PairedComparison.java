// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The rounds of two servers under the same load. The rounds alternate, so that other activity of the machine affects both
 * servers. The ratio of a figure is the median over the pairs of rounds.
 *
 * @param full the rounds of the full server
 * @param canned the rounds of the server with canned answers, each measured after the full one with the same index
 */
record PairedComparison(List<Round> full, List<Round> canned) {

    PairedComparison {
        full = List.copyOf(full);
        canned = List.copyOf(canned);
    }

    /** Warms up both servers, then measures. */
    static PairedComparison between(
            ServerProcess full, ServerProcess canned, int rounds, Function<ServerProcess, LoadResult> load) {
        List<List<Round>> measured = alternate(List.of(full, canned), rounds, load);
        return new PairedComparison(measured.get(0), measured.get(1));
    }

    /** Warms up the servers, then measures alternating rounds. Returns the rounds of each server. */
    static List<List<Round>> alternate(
            List<ServerProcess> servers, int rounds, Function<ServerProcess, LoadResult> load) {
        List<List<Round>> measured =
                servers.stream().<List<Round>>map(server -> new ArrayList<>()).toList();
        int warmUp = rounds / 2 + 1;
        for (int i = 0; i < warmUp + rounds; i++) {
            for (int j = 0; j < servers.size(); j++) {
                measured.get(j).add(Round.of(servers.get(j), load));
            }
        }
        return measured.stream()
                .map(all -> all.subList(warmUp, warmUp + rounds))
                .toList();
    }

    Range ratio(ToDoubleFunction<Round> figure) {
        return Range.of(IntStream.range(0, full.size())
                .mapToDouble(i -> figure.applyAsDouble(full.get(i)) / figure.applyAsDouble(canned.get(i))));
    }

    /** Adds a section with all figures. */
    void addTo(Report report, String title, String text) {
        report.section(
                title,
                text,
                "figure | full | canned | full / canned",
                List.of(
                        row("CPU per dialogue, µs", Round::cpuMicros),
                        row("dialogues per second", Round::perSecond),
                        row("p50, µs", Round::p50),
                        row("p99, µs", Round::p99)));
    }

    private String row(String title, ToDoubleFunction<Round> figure) {
        return title
                + " | " + Range.of(full.stream().mapToDouble(figure))
                + " | " + Range.of(canned.stream().mapToDouble(figure))
                + " | " + ratio(figure);
    }
}
