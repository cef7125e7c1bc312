// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The time to load a catalog, by the number of its rules. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LoadBenchmark {

    @Param({"10", "1000", "10000", "100000"})
    private int rules;

    private byte[] text = {};

    /** Creates the state; called by JMH. */
    public LoadBenchmark() {}

    /** Writes the catalog. */
    @Setup
    public void write() {
        text = new ManyRules(rules).text();
    }

    /**
     * Parses, checks and indexes the catalog.
     *
     * @return the catalog
     * @throws IOException never
     */
    @Benchmark
    public Catalog load() throws IOException {
        return new CatalogLoader().read("many.yaml", new ByteArrayInputStream(text));
    }
}
