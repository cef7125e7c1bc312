// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.management.Stores;
import dev.cvr0.catalog.publication.ClientKind;
import dev.cvr0.catalog.publication.PublicationException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/** The number of requests by kind of client: of all servers from the store, or of this server alone. */
record ClientCounts(Management management, Stores stores) {

    /** The value of a statistic. */
    record Counted<T>(T value, String source) {}

    Counted<SortedMap<ClientKind, Long>> clients(Instant since) {
        return counted(
                () -> stores.query(store -> store.clients(since)),
                () -> management.statistics().clients(since));
    }

    Counted<SortedMap<Instant, Map<ClientKind, Long>>> overTime(Instant since, ChronoUnit step) {
        return counted(
                () -> stores.query(store -> store.clientsOverTime(since, step)),
                () -> management.statistics().clientsOverTime(since, step));
    }

    private static <T> Counted<T> counted(Supplier<Optional<T>> ofStore, Supplier<T> ofServer) {
        Optional<T> stored;
        try {
            stored = ofStore.get();
        } catch (PublicationException e) {
            // Clients are not counted in this kind of store.
            stored = Optional.empty();
        }
        return stored.map(value -> new Counted<>(value, "store"))
                .orElseGet(() -> new Counted<>(ofServer.get(), "this server"));
    }
}
