// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.catalog.Catalog;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksTest {

    @Test
    void shouldRunEachBenchmarkAndReportItsBounds() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(JmhResults.BENCHMARKS)
                        .param("rules", "10", "10000")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(5))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        assertThat(results)
                .hasSize(11)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());

        Report report = new Report();
        new JmhResults(results).addTo(report);

        assertThat(report.text())
                .containsPattern("\\| handler, ns \\| [0-9,.]+ \\| at most 1,600 \\|")
                .containsPattern("\\| handler, bytes \\| [0-9,.]+ \\| at most 3,072 \\|")
                .containsPattern("\\| decision, 10 rules, ns \\| [0-9,.]+ \\| at most 500 \\|")
                .containsPattern("\\| decision, 10,000 rules, ns \\| [0-9,.]+ \\| at most 1,000 \\|")
                .containsPattern("\\| loading 10,000 rules, ms \\| [0-9,.]+ \\| at most 1,000 \\|")
                .containsPattern("\\| CatalogBenchmark.load \\| 10000 \\| [0-9,.]+ ms/op \\|");
    }

    @Test
    void shouldAnswerClientsByRulesOfEachKind() throws IOException {
        GeneratedCatalog generated = new GeneratedCatalog(400);
        Catalog catalog = GeneratedCatalog.parse(generated.text());
        assertThat(catalog.ruleCount()).isEqualTo(400);
        assertThat(generated.clients(64))
                .map(client -> catalog.decide(client, Instant.EPOCH))
                .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Advice.class))
                .map(verdict -> verdict.reason().startsWith("rule-"))
                .contains(true, false);
    }
}
