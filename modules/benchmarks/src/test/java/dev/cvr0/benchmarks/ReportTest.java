// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void shouldComputeTheMedian() {
        assertThat(Range.of(DoubleStream.of(9, 1, 2))).isEqualTo(new Range(1, 2, 9));
        assertThat(Range.of(DoubleStream.of(4, 1, 2, 9))).isEqualTo(new Range(1, 3, 9));
    }

    @Test
    void shouldRejectAnEmptyRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> Range.of(DoubleStream.empty()));
    }

    @Test
    void shouldCompareRoundsInPairs() {
        PairedComparison comparison =
                new PairedComparison(List.of(cpu(10), cpu(40), cpu(30)), List.of(cpu(10), cpu(20), cpu(10)));
        Report report = new Report();
        comparison.addTo(report, "Load", "All clients at once.\n");

        assertThat(comparison.ratio(Round::cpuMicros)).isEqualTo(new Range(1, 2, 3));
        assertThat(report.text()).endsWith("""

                        ## Load
                        All clients at once.

                        | figure | full | canned | full / canned |
                        |---|---|---|---|
                        | CPU per dialogue, µs | 30.00 (10.00 to 40.00) | 10.00 (10.00 to 20.00) | 2.00 (1.00 to 3.00) |
                        | dialogues per second | 3,000 (3,000 to 3,000) | 3,000 (3,000 to 3,000) | 1.00 (1.00 to 1.00) |
                        | p50, µs | 4.00 (4.00 to 4.00) | 4.00 (4.00 to 4.00) | 1.00 (1.00 to 1.00) |
                        | p99, µs | 5.00 (5.00 to 5.00) | 5.00 (5.00 to 5.00) | 1.00 (1.00 to 1.00) |
                        """);
    }

    @Test
    void shouldReportWhetherEachBoundIsMet() {
        Report report = new Report();
        report.atMost("first", 1.1, 1.1);
        report.atMost("second", 1.2, 1.1);
        report.atLeast("third", 0.8, 0.9);
        report.atLeast("fourth", 900, 900);

        assertThat(report.text()).contains("""
                        | figure | value | bound | result |
                        |---|---|---|---|
                        | first | 1.10 | at most 1.10 | met |
                        | second | 1.20 | at most 1.10 | **not met** |
                        | third | 0.80 | at least 0.90 | **not met** |
                        | fourth | 900 | at least 900 | met |
                        """);
    }

    private static Round cpu(double micros) {
        return new Round(micros, 3000, 4, 5);
    }
}
