// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.catalog.Catalog;
import java.time.Instant;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksTest {

    @Test
    void shouldRunEachBenchmark() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("dev\\.cvr0\\.benchmarks\\..*Benchmark\\..*")
                        .param("rules", "10", "100")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(5))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        assertThat(results)
                .hasSize(11)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }

    @Test
    void shouldAnswerClientsByRulesOfEachKind() {
        Catalog catalog = new ManyRules(400).catalog();
        assertThat(catalog.ruleCount()).isEqualTo(400);
        assertThat(new ManyRules(400).clients(64))
                .map(client -> catalog.decide(client, Instant.EPOCH))
                .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Advice.class))
                .map(verdict -> verdict.reason().startsWith("rule-"))
                .contains(true, false);
    }
}
