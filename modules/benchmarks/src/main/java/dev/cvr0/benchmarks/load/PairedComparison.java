// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Two servers under the same load by turns, so that what the machine does besides hits both. The ratio of a figure is the
 * median over the pairs of rounds.
 *
 * @param full the rounds of the server that is measured
 * @param baseline the rounds of that with which it is compared, each after the full one of the same place
 */
record PairedComparison(List<Round> full, List<Round> baseline) {

    PairedComparison {
        full = List.copyOf(full);
        baseline = List.copyOf(baseline);
    }

    /** Warms both up, then measures. */
    static PairedComparison between(
            ServerProcess full, ServerProcess baseline, int rounds, Function<ServerProcess, LoadResult> load) {
        List<Round> ofFull = new ArrayList<>();
        List<Round> ofBaseline = new ArrayList<>();
        int warmUp = Math.max(1, rounds / 2 + 1);
        for (int i = 0; i < warmUp + rounds; i++) {
            Round one = Round.of(full, load);
            Round other = Round.of(baseline, load);
            Progress.say((i < warmUp ? "  warm-up " : "  round ") + (i + 1) + " of " + (warmUp + rounds) + ": "
                    + Range.number(one.cpuMicros()) + " against " + Range.number(other.cpuMicros()) + " µs, "
                    + Range.number(one.perSecond()) + " against " + Range.number(other.perSecond()) + " per second");
            if (i >= warmUp) {
                ofFull.add(one);
                ofBaseline.add(other);
            }
        }
        return new PairedComparison(ofFull, ofBaseline);
    }

    Range ratio(Figure figure) {
        return Range.of(
                IntStream.range(0, full.size()).mapToDouble(i -> figure.of(full.get(i)) / figure.of(baseline.get(i))));
    }

    Range ofFull(Figure figure) {
        return Range.of(full.stream().mapToDouble(figure::of));
    }

    Range ofBaseline(Figure figure) {
        return Range.of(baseline.stream().mapToDouble(figure::of));
    }
}
