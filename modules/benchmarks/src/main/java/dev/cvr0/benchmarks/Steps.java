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

    private static final double HANDLER_NANOS = 1600;
    private static final double HANDLER_BYTES = 3072;
    private static final double DECISION_NANOS_AT_10_RULES = 500;
    private static final double DECISION_NANOS_AT_10_000_RULES = 1000;

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
        return new Section(
                "Bounds of single steps",
                """
                The handler is called by one user after another. The catalog decides for 64 clients in turn, which match rules all
                over the file.
                """,
                List.of(
                        "| figure | value | bound |",
                        "|---|---|---|",
                        bound("whole handler, ns", time("LineBenchmark.handle", ""), HANDLER_NANOS),
                        bound("whole handler, bytes", garbage("LineBenchmark.handle"), HANDLER_BYTES),
                        bound("decision at 10 rules, ns", decision("10"), DECISION_NANOS_AT_10_RULES),
                        bound("decision at 10,000 rules, ns", decision("10000"), DECISION_NANOS_AT_10_000_RULES)));
    }

    private double decision(String rules) {
        return time("DecisionBenchmark.decide", rules);
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
