// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The catalogue of a file or folder that may change. One immutable value is exchanged as a whole, and only for another
 * that has been parsed and checked. Safe for use by many threads.
 */
final class LiveCatalog {

    private final Origin origin;
    private final InstantSource clock;
    private volatile Served served;
    private String seen = "";
    private String rejected = "";
    private Edition toldExpired = Edition.UNSIGNED;

    /** What is exchanged. */
    private record Served(String readingId, Catalog catalog, CatalogStatus status) {

        static Served from(Reading reading, Instant now) {
            Catalog catalog = reading.catalog();
            Edition edition = reading.take(now);
            return new Served(
                    reading.id(),
                    catalog,
                    new CatalogStatus(catalog.source(), reading.contentId(), edition, now, List.of()));
        }

        Served with(List<Problem> problems) {
            return new Served(readingId, catalog, status.with(problems));
        }
    }

    /**
     * Loads the catalogue for the first time.
     *
     * @throws CatalogException if it cannot be read or anything in it is wrong
     */
    LiveCatalog(Origin origin, InstantSource clock) {
        this.origin = origin;
        this.clock = clock;
        this.served = Served.from(SettledReading.first(origin), clock.instant());
        tell();
    }

    Catalog catalog() {
        return served.catalog();
    }

    CatalogStatus status() {
        return served.status().at(clock.instant());
    }

    /** Looks once. A change is taken when two looks in a row find it the same, so that it has ended. */
    synchronized void poll() {
        Reading reading = origin.look();
        if (reading.id().equals(seen)) {
            take(reading);
        }
        seen = reading.id();
        tellIfExpired();
    }

    /** Looks until the content stays, takes it, and says again what is wrong with it. */
    synchronized CatalogStatus reload() {
        rejected = "";
        take(SettledReading.of(origin));
        tellIfExpired();
        return status();
    }

    private void take(Reading reading) {
        if (reading.id().equals(served.readingId())) {
            restored();
        } else if (!reading.id().equals(rejected)) {
            replace(reading);
        }
    }

    private void restored() {
        rejected = "";
        if (!served.status().isCurrent()) {
            served = served.with(List.of());
            CatalogLog.restored(served.catalog());
        }
    }

    // Whatever a content does to the parser, it must not end the looking for a better one.
    private void replace(Reading reading) {
        try {
            served = Served.from(reading, clock.instant());
            rejected = "";
            tell();
        } catch (CatalogException e) {
            reject(reading, e);
        } catch (RuntimeException | StackOverflowError e) {
            Place place = Place.whole(origin.path().toString());
            reject(reading, new CatalogException(place, "the reader failed: " + e, e));
        }
    }

    private void reject(Reading reading, CatalogException fault) {
        rejected = reading.id();
        served = served.with(fault.problems());
        CatalogLog.kept(served.catalog(), fault);
    }

    private void tell() {
        CatalogLog.loaded(served.catalog(), served.status().edition());
        tellIfExpired();
    }

    private void tellIfExpired() {
        Edition edition = served.status().edition();
        if (edition.isExpired(clock.instant()) && !edition.equals(toldExpired)) {
            toldExpired = edition;
            CatalogLog.expired(served.catalog(), edition);
        }
    }
}
