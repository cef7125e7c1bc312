// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void shouldFindTheMiddleOfValues() {
        assertThat(Range.of(DoubleStream.of(9, 1, 2))).isEqualTo(new Range(1, 2, 9));
        assertThat(Range.of(DoubleStream.of(4, 1, 2, 9))).isEqualTo(new Range(1, 3, 9));
    }

    @Test
    void shouldFindNothingInNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Range.of(DoubleStream.empty()));
    }

    @Test
    void shouldCompareRoundsByPairs() {
        PairedComparison comparison =
                new PairedComparison(List.of(cpu(10), cpu(40), cpu(30)), List.of(cpu(10), cpu(20), cpu(10)));

        assertThat(comparison.ratio(Figure.CPU)).isEqualTo(new Range(1, 2, 3));
        assertThat(comparison.ofFull(Figure.CPU)).isEqualTo(new Range(10, 30, 40));
        assertThat(comparison.ofBaseline(Figure.CPU)).isEqualTo(new Range(10, 10, 20));
    }

    @Test
    void shouldSayWhetherABoundIsMet() {
        assertThat(Bound.atMost(1.1, 1.1)).hasToString("at most 1.1: met");
        assertThat(Bound.atMost(1.1, 1.2)).hasToString("at most 1.1: **not met**");
        assertThat(Bound.atLeast(0.9, 0.8)).hasToString("at least 0.9: **not met**");
    }

    @Test
    void shouldWriteATableWithTheBoundBesideItsFigure() {
        PairedComparison comparison = new PairedComparison(List.of(cpu(22)), List.of(cpu(20)));

        Section section = Section.of("Load", "What was done.\n", comparison)
                .bound(
                        Figure.CPU,
                        Bound.atMost(1.05, comparison.ratio(Figure.CPU).median()))
                .build();

        assertThat(section.toString())
                .startsWith("## Load\nWhat was done.\n")
                .contains("| CPU per answer, µs | 22.00 (22.00 to 22.00) | 20.00 (20.00 to 20.00) |"
                        + " 1.10 (1.10 to 1.10) | at most 1.05: **not met** |");
    }

    @Test
    void shouldReadWhatAProcessUses() {
        Usage before = Usage.of(ProcessHandle.current().pid());
        long end = System.nanoTime() + 300_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        Usage used = Usage.of(ProcessHandle.current().pid()).since(before);

        assertThat(used.userMillis()).isPositive();
        assertThat(used.residentKib()).isGreaterThan(10_000);
    }

    private static Round cpu(double micros) {
        return new Round(micros, 1, 1, 1, 1, 1, 1);
    }
}
