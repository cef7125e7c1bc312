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
record Duel(List<Round> full, List<Round> baseline) {

    Duel {
        full = List.copyOf(full);
        baseline = List.copyOf(baseline);
    }

    /** Warms both up, then measures. */
    static Duel between(ServerProcess full, ServerProcess baseline, int rounds, Function<ServerProcess, Tally> load) {
        List<Round> ofFull = new ArrayList<>();
        List<Round> ofBaseline = new ArrayList<>();
        int warmUp = Math.max(1, rounds / 2 + 1);
        for (int i = 0; i < warmUp + rounds; i++) {
            Round one = Round.of(full, load);
            Round other = Round.of(baseline, load);
            Progress.say((i < warmUp ? "  warm-up " : "  round ") + (i + 1) + " of " + (warmUp + rounds) + ": "
                    + Spread.number(one.cpuMicros()) + " against " + Spread.number(other.cpuMicros()) + " µs, "
                    + Spread.number(one.perSecond()) + " against " + Spread.number(other.perSecond()) + " per second");
            if (i >= warmUp) {
                ofFull.add(one);
                ofBaseline.add(other);
            }
        }
        return new Duel(ofFull, ofBaseline);
    }

    Spread ratio(Figure figure) {
        return Spread.of(
                IntStream.range(0, full.size()).mapToDouble(i -> figure.of(full.get(i)) / figure.of(baseline.get(i))));
    }

    Spread ofFull(Figure figure) {
        return Spread.of(full.stream().mapToDouble(figure::of));
    }

    Spread ofBaseline(Figure figure) {
        return Spread.of(baseline.stream().mapToDouble(figure::of));
    }
}
