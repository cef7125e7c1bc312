// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogLoader;
import java.io.IOException;
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

/** Measures loading a catalog and deciding with it, for different numbers of rules. */
@State(Scope.Benchmark)
public class CatalogBenchmark {

    private static final int CLIENTS = 64;

    @Param({"10", "1000", "10000", "100000"})
    private int rules;

    private final Instant at = Instant.parse("2026-01-01T00:00:00Z");
    private byte[] text = {};
    private Catalog catalog = new CatalogLoader().bundled();
    private List<ClientProfile> clients = List.of();
    private int next;

    /** Creates the catalog and the clients. */
    @Setup
    public void create() throws IOException {
        GeneratedCatalog generated = new GeneratedCatalog(rules);
        text = generated.text();
        catalog = GeneratedCatalog.parse(text);
        clients = generated.clients(CLIENTS);
    }

    /** Decides for one client after another. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public Verdict decide() {
        next = (next + 1) % CLIENTS;
        return catalog.decide(clients.get(next), at);
    }

    /** Parses, checks and indexes the catalog. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Catalog load() throws IOException {
        return GeneratedCatalog.parse(text);
    }
}
