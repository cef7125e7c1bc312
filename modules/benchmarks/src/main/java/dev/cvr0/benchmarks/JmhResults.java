// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.util.Collection;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The results of the JMH benchmarks.
 *
 * @param results one result for each benchmark and parameter
 */
record JmhResults(Collection<RunResult> results) {

    static final String BENCHMARKS = "dev\\.cvr0\\.benchmarks\\.[A-Za-z]*Benchmark\\..*";

    // The garbage collector of the distribution, and a heap that is allocated before the measurement.
    private static final String[] JVM_OPTIONS = {"-XX:+UseSerialGC", "-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"};

    static Collection<RunResult> measure() throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(BENCHMARKS)
                        .forks(3)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgsAppend(JVM_OPTIONS)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .build())
                .run();
    }

    void addTo(Report report) {
        report.atMost("handler, ns", score("LineBenchmark.handle", ""), 1600);
        report.atMost("handler, bytes", allocated(result("LineBenchmark.handle", "")), 3072);
        report.atMost("decision, 10 rules, ns", score("CatalogBenchmark.decide", "10"), 500);
        report.atMost("decision, 10,000 rules, ns", score("CatalogBenchmark.decide", "10000"), 1000);
        report.atMost("loading 10,000 rules, ms", score("CatalogBenchmark.load", "10000"), 1000);
        report.section(
                "JmhResults",
                """
                JMH averages; each benchmark runs in separate processes, with the garbage collector of the distribution.
                Decisions are made for 64 clients in turn, whose rules are spread over the catalog.
                """,
                "benchmark | rules | time | error | allocated bytes",
                results.stream().map(JmhResults::row).toList());
    }

    private static String row(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        return String.join(
                " | ",
                name(result),
                rules(result),
                Range.number(time.getScore()) + " " + time.getScoreUnit(),
                "± " + Range.number(time.getScoreError()),
                Range.number(allocated(result)));
    }

    private double score(String name, String rules) {
        return result(name, rules).getPrimaryResult().getScore();
    }

    private RunResult result(String name, String rules) {
        return results.stream()
                .filter(result -> name(result).equals(name) && rules(result).equals(rules))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " was not measured"));
    }

    private static double allocated(RunResult result) {
        return Optional.ofNullable(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .orElseThrow(() -> new IllegalStateException("allocation was not measured"))
                .getScore();
    }

    private static String name(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    }

    private static String rules(RunResult result) {
        return Optional.ofNullable(result.getParams().getParam("rules")).orElse("");
    }
}
