// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The catalogue of a file that may change. One immutable value is exchanged as a whole, and only for another that has
 * been parsed and checked. Safe for use by many threads.
 */
final class LiveCatalog {

    private final Path file;
    private volatile Served served;
    private String seen = "";
    private String rejected = "";

    /** What is exchanged. */
    private record Served(Catalog catalog, CatalogStatus status) {

        static Served from(Reading reading) {
            Catalog catalog = reading.catalog();
            return new Served(catalog, new CatalogStatus(catalog.source(), reading.id(), Instant.now(), List.of()));
        }
    }

    /**
     * Loads the file for the first time.
     *
     * @throws CatalogException if it cannot be read or anything in it is wrong
     */
    LiveCatalog(Path file) {
        this.file = file;
        this.served = Served.from(Reading.of(file));
        CatalogLog.loaded(served.catalog());
    }

    Catalog catalog() {
        return served.catalog();
    }

    CatalogStatus status() {
        return served.status();
    }

    /** Looks once. A change is taken when two looks in a row find it the same, so that it has ended. */
    synchronized void poll() {
        Reading reading = Reading.of(file);
        if (reading.id().equals(seen)) {
            take(reading);
        }
        seen = reading.id();
    }

    /** Looks until the content stays, takes it, and says again what is wrong with it. */
    synchronized CatalogStatus reload() {
        rejected = "";
        take(SettledReading.of(file));
        return status();
    }

    private void take(Reading reading) {
        if (reading.id().equals(served.status().contentId())) {
            restored();
        } else if (!reading.id().equals(rejected)) {
            replace(reading);
        }
    }

    private void restored() {
        rejected = "";
        if (!served.status().isCurrent()) {
            served = new Served(served.catalog(), served.status().with(List.of()));
            CatalogLog.restored(served.catalog());
        }
    }

    // Whatever a content does to the parser, it must not end the looking for a better one.
    private void replace(Reading reading) {
        try {
            served = Served.from(reading);
            rejected = "";
            CatalogLog.loaded(served.catalog());
        } catch (CatalogException e) {
            reject(reading, e);
        } catch (RuntimeException | StackOverflowError e) {
            reject(reading, new CatalogException(Place.whole(file.toString()), "the reader failed: " + e, e));
        }
    }

    private void reject(Reading reading, CatalogException fault) {
        rejected = reading.id();
        served = new Served(served.catalog(), served.status().with(fault.problems()));
        CatalogLog.kept(served.catalog(), fault);
    }
}
