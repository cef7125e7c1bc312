// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.source.CatalogFile;
import dev.cvr0.catalog.source.Snapshot;
import dev.cvr0.catalog.source.SnapshotSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** A source with a constant stamp and scripted results of reads. Repeats the last result. Counts the reads. */
final class ScriptedSource implements SnapshotSource {

    private final Deque<Supplier<Snapshot>> results;
    private int reads;

    ScriptedSource(List<Supplier<Snapshot>> results) {
        this.results = new ArrayDeque<>(results);
    }

    @SafeVarargs
    ScriptedSource(Supplier<Snapshot>... results) {
        this.results = new ArrayDeque<>();
        for (Supplier<Snapshot> result : results) {
            this.results.add(result);
        }
    }

    /** Returns a result: the catalog with a number. */
    static Supplier<Snapshot> published(int number) {
        byte[] bytes = NumberedCatalogs.text(number).getBytes(StandardCharsets.UTF_8);
        return () -> Snapshot.of(new CatalogFile("scripted.yaml", "scripted.yaml", bytes));
    }

    /** Returns a result: a failure. */
    static Supplier<Snapshot> failure(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }

    /** Returns a result: a failure. */
    static Supplier<Snapshot> failure(Error failure) {
        return () -> {
            throw failure;
        };
    }

    synchronized int reads() {
        return reads;
    }

    @Override
    public String name() {
        return "scripted.yaml";
    }

    @Override
    public Object stamp() {
        return "always";
    }

    @Override
    public Snapshot read() {
        return next().get();
    }

    private synchronized Supplier<Snapshot> next() {
        reads++;
        return results.size() > 1 ? results.remove() : results.element();
    }
}
