// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.ClientKind;
import dev.cvr0.catalog.publication.Node;
import dev.cvr0.catalog.publication.Publication;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.settings.SettingSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** A store in memory, with the location {@code memory:}. Its content and its failures are up to the test. */
public final class MemoryStore implements PublicationStore {

    public static final String LOCATION = "memory:";
    public static final Instant TIME = Instant.parse("2026-11-27T10:00:00Z");

    private static MemoryStore current = new MemoryStore();

    public final List<Publication> publications = new ArrayList<>();
    public final Map<Long, byte[]> manifests = new HashMap<>();
    public final Map<Sha256, byte[]> files = new HashMap<>();
    public final List<byte[]> emergencies = new ArrayList<>();
    public Supplier<List<Node>> nodes = List::of;
    public Function<Instant, SortedMap<ClientKind, Long>> clients = since -> new TreeMap<>();
    public Runnable beforePublication = () -> {};
    public boolean unavailable;

    /** Replaces the store by an empty one. */
    public static MemoryStore empty() {
        current = new MemoryStore();
        return current;
    }

    @Override
    public String name() {
        return LOCATION;
    }

    @Override
    public List<Publication> history(int limit) {
        return publications.stream().limit(limit).toList();
    }

    @Override
    public byte[] manifest(long version) {
        return Optional.ofNullable(manifests.get(version))
                .orElseThrow(() -> new PublicationException(LOCATION + ": no version " + version));
    }

    @Override
    public byte[] file(SignedFile file) {
        return Optional.ofNullable(files.get(file.sha256()))
                .orElseThrow(() -> new PublicationException(LOCATION + ": no file " + file.sha256()));
    }

    @Override
    public Publication publish(PublicationRequest request) {
        beforePublication.run();
        if (request.base()
                != history(1).stream().mapToLong(Publication::version).sum()) {
            throw new PublicationException(LOCATION + ": the base has changed");
        }
        return add(request);
    }

    /** Adds a publication unconditionally. */
    public Publication add(PublicationRequest request) {
        Publication added = new Publication(
                request.signed().manifest().version(),
                request.base(),
                request.signed().digest(),
                request.author(),
                TIME,
                request.comment(),
                request.activeFrom());
        publications.add(0, added);
        manifests.put(added.version(), request.document());
        files.putAll(request.files());
        return added;
    }

    @Override
    public void publishEmergency(byte[] document, String author) {
        emergencies.add(document);
    }

    @Override
    public List<Node> nodes() {
        return nodes.get();
    }

    @Override
    public SortedMap<ClientKind, Long> clients(Instant since) {
        return clients.apply(since);
    }

    @Override
    public SortedMap<Instant, Map<ClientKind, Long>> clientsOverTime(Instant since, ChronoUnit step) {
        return new TreeMap<>(Map.of(since.truncatedTo(step), clients.apply(since)));
    }

    @Override
    public void close() {}

    /** Opens the current store. */
    public static final class Provider implements SourceProvider {

        @Override
        public boolean supports(String location) {
            return location.equals(LOCATION);
        }

        @Override
        public CatalogSource source(String location, String node, SettingSource settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PublicationStore store(String location, SettingSource settings) {
            if (current.unavailable) {
                throw new SourceUnavailableException(LOCATION, "connection refused; check the address");
            }
            return current;
        }
    }
}
