// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import dev.cvr0.benchmarks.load.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;

/**
 * Results as a page for people.
 *
 * @param sections what was measured
 */
record Report(List<Section> sections) {

    private static final String HEAD = """
            # Benchmarks
            Written by `./mvnw -B -ntp verify -Pbenchmarks -pl modules/benchmarks -am -DskipTests -DskipITs`; do not edit.
            Times of one machine say nothing about another: compare what stands in one table.

            %s

            Under load, *full* is the server of the distribution with the bundled catalogue, and *canned* a server on the same
            library, with the same options of its sockets and its virtual machine, that answers every line with the same bytes
            without looking at it. Each is a process of its own. They are measured by turns; a ratio is the median over the
            pairs of rounds, with the lowest and the highest beside it. A third process makes the load and compares every byte
            that comes back.

            """;

    Report() {
        this(List.of());
    }

    Report with(Collection<RunResult> steps) {
        return withSections(new Steps(steps).sections());
    }

    Report withSections(List<Section> more) {
        List<Section> all = new ArrayList<>(sections);
        all.addAll(more);
        return new Report(all);
    }

    String text() {
        return HEAD.formatted(Machine.description())
                + sections.stream().map(Section::toString).collect(Collectors.joining("\n"));
    }
}
