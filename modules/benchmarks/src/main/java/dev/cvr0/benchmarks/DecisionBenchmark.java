// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.catalog.Catalog;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The decision of a catalog, by the number of its rules. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBenchmark {

    private static final int CLIENTS = 64;

    @Param({"10", "1000", "10000", "100000"})
    private int rules;

    private Catalog catalog = new ManyRules(1).catalog();
    private List<ClientProfile> clients = List.of();
    private final Instant at = Instant.parse("2026-01-01T00:00:00Z");
    private int next;

    /** Creates the state; called by JMH. */
    public DecisionBenchmark() {}

    /** Reads the catalog. */
    @Setup
    public void read() {
        catalog = new ManyRules(rules).catalog();
        clients = new ManyRules(rules).clients(CLIENTS);
    }

    /**
     * Decides for one client after another.
     *
     * @return the verdict
     */
    @Benchmark
    public Verdict decide() {
        next = (next + 1) % CLIENTS;
        return catalog.decide(clients.get(next), at);
    }
}
