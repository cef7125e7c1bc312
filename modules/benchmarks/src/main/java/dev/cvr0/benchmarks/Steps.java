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
 * The results of the JMH benchmarks.
 *
 * @param results the results of all benchmarks
 */
record Steps(Collection<RunResult> results) {

    private static final double HANDLER_NANOS = 1600;
    private static final double HANDLER_BYTES = 3072;
    private static final double FEW_RULES_NANOS = 500;
    private static final double MANY_RULES_NANOS = 1000;
    private static final double LOAD_MILLIS = 1000;

    List<Section> sections() {
        return List.of(table(), bounds());
    }

    private Section table() {
        List<String> rows = new ArrayList<>();
        rows.add("| benchmark | rules | time | error | allocation |");
        rows.add("|---|---|---|---|---|");
        results.forEach(result -> rows.add(row(result)));
        return new Section(
                "Steps",
                "JMH averages; one process for each benchmark and fork, with the garbage collector of the distribution.\n",
                rows);
    }

    private Section bounds() {
        return new Section(
                "Bounds of single steps",
                "The handler on one request; a decision for 64 clients in turn, whose rules are spread over the catalog.\n",
                List.of(
                        "| figure | value | bound |",
                        "|---|---|---|",
                        bound("handler, ns", score("LineBenchmark.handle", ""), HANDLER_NANOS),
                        bound("handler, bytes", allocation("LineBenchmark.handle"), HANDLER_BYTES),
                        bound("decision, 10 rules, ns", score("DecisionBenchmark.decide", "10"), FEW_RULES_NANOS),
                        bound(
                                "decision, 10,000 rules, ns",
                                score("DecisionBenchmark.decide", "10000"),
                                MANY_RULES_NANOS),
                        bound("load, 10,000 rules, ms", score("LoadBenchmark.load", "10000"), LOAD_MILLIS)));
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
                allocation(result).map(bytes -> number(bytes) + " B").orElse("") + " |");
    }

    private double score(String name, String rules) {
        return result(name, rules).getPrimaryResult().getScore();
    }

    private double allocation(String name) {
        return allocation(result(name, "")).orElseThrow();
    }

    private RunResult result(String name, String rules) {
        return results.stream()
                .filter(result -> name(result).equals(name) && rules(result).equals(rules))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " was not measured"));
    }

    private static Optional<Double> allocation(RunResult result) {
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
