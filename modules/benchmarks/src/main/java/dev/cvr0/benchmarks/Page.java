// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * Results as a page for people.
 *
 * @param results what was measured
 */
record Page(Collection<RunResult> results) {

    private static final String HEAD = """
            # Benchmarks
            Written by `./mvnw -B -ntp verify -Pbenchmarks -pl modules/benchmarks -am -DskipTests -DskipITs`; do not edit.
            Times of one machine say nothing about another; compare lines of one table with each other.

            Measured on %s with %d processors, %s %s, %s.

            ## Steps
            | benchmark | rules | time | error | garbage |
            |---|---|---|---|---|
            %s

            ## What the number of rules costs
            A decision with 100,000 rules takes %s times as long as one with 10. 64 clients in turn, for whom rules all over
            the file are.
            """;

    String text() {
        String rows = results.stream().map(Page::row).collect(Collectors.joining("\n"));
        return HEAD.formatted(
                LocalDate.now(),
                ManagementFactory.getOperatingSystemMXBean().getAvailableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                "Java " + Runtime.version(),
                rows,
                ratio());
    }

    private static String row(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        return String.join(
                " | ",
                "| " + name(result),
                rules(result).orElse(""),
                number(time.getScore()) + " " + time.getScoreUnit(),
                "± " + number(time.getScoreError()),
                garbage(result) + " |");
    }

    private String ratio() {
        return number(decision("100000") / decision("10"));
    }

    private double decision(String rules) {
        return results.stream()
                .filter(result -> name(result).equals("DecisionBenchmark.decide"))
                .filter(result -> rules(result).equals(Optional.of(rules)))
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .findFirst()
                .orElseThrow();
    }

    private static String garbage(RunResult result) {
        return Optional.ofNullable(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .map(rate -> number(rate.getScore()) + " B")
                .orElse("");
    }

    private static String name(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    }

    private static Optional<String> rules(RunResult result) {
        return Optional.ofNullable(result.getParams().getParam("rules"));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%,.2f" : "%,.0f", value);
    }
}
