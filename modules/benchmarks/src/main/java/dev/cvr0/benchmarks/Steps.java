// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import dev.cvr0.benchmarks.load.Bound;
import dev.cvr0.benchmarks.load.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What single steps cost, by JMH.
 *
 * @param results of all benchmarks
 */
record Steps(Collection<RunResult> results) {

    private static final double SEEN_NANOS = 350;
    private static final double SEEN_BYTES = 600;
    private static final double NEW_NANOS = 3000;
    private static final double NEW_BYTES = 4096;
    private static final double RULES_RATIO = 1.3;

    List<Section> sections() {
        return List.of(table(), bounds());
    }

    private Section table() {
        List<String> rows = new ArrayList<>();
        rows.add("| benchmark | rules | time | error | garbage |");
        rows.add("|---|---|---|---|---|");
        results.forEach(result -> rows.add(row(result)));
        return new Section(
                "Steps",
                "Averages by JMH, in a process for each benchmark and fork, with the collector of the distribution.\n",
                rows);
    }

    private Section bounds() {
        double ratio = time("DecisionBenchmark.decide", "100000") / time("DecisionBenchmark.decide", "10");
        return new Section(
                "Bounds of single steps",
                """
                A program that was seen before, with another user each time; a program that was never seen, where the line is made
                and parsed besides; and a decision of the catalogue for 64 clients in turn, for whom rules all over the file are.
                """,
                List.of(
                        "| figure | value | bound |",
                        "|---|---|---|",
                        bound("whole handler, seen before, ns", time("LineBenchmark.handleSeen", ""), SEEN_NANOS),
                        bound("whole handler, seen before, bytes", garbage("LineBenchmark.handleSeen"), SEEN_BYTES),
                        bound("whole handler, never seen, ns", time("LineBenchmark.handleNew", ""), NEW_NANOS),
                        bound("whole handler, never seen, bytes", garbage("LineBenchmark.handleNew"), NEW_BYTES),
                        bound("decision, 100,000 rules over 10 rules", ratio, RULES_RATIO)));
    }

    private static String bound(String what, double value, double limit) {
        return "| " + what + " | " + number(value) + " | " + Bound.atMost(limit, value) + " |";
    }

    private static String row(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        return String.join(
                " | ",
                "| " + name(result),
                rules(result),
                number(time.getScore()) + " " + time.getScoreUnit(),
                "± " + number(time.getScoreError()),
                garbage(result).map(bytes -> number(bytes) + " B").orElse("") + " |");
    }

    private double time(String name, String rules) {
        return find(name, rules).getPrimaryResult().getScore();
    }

    private double garbage(String name) {
        return garbage(find(name, "")).orElseThrow();
    }

    private RunResult find(String name, String rules) {
        return results.stream()
                .filter(result -> name(result).equals(name) && rules(result).equals(rules))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " was not measured"));
    }

    private static Optional<Double> garbage(RunResult result) {
        return Optional.ofNullable(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .map(rate -> rate.getScore());
    }

    private static String name(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    }

    private static String rules(RunResult result) {
        return Optional.ofNullable(result.getParams().getParam("rules")).orElse("");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%,.2f" : "%,.0f", value);
    }
}
