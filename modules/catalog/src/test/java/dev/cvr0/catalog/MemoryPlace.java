// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.Offer;
import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Publications in memory, which can be unavailable, with the reports of servers. */
class MemoryPlace implements CatalogSourceContract.Place {

    final List<PublicationRequest> publications = new CopyOnWriteArrayList<>();
    final Map<Sha256, byte[]> files = new ConcurrentHashMap<>();
    final List<byte[]> emergencies = new CopyOnWriteArrayList<>();
    final List<NodeStatus> reports = new ArrayList<>();
    boolean acceptsReports = true;
    int fetches;
    private final InstantSource placeClock;
    private volatile boolean available = true;

    MemoryPlace(InstantSource clock) {
        this.placeClock = clock;
    }

    NodeStatus lastReport() {
        return reports.get(reports.size() - 1);
    }

    @Override
    public CatalogSource open(InstantSource clock) {
        return new Source(this, clock);
    }

    @Override
    public void publish(PublicationRequest request) {
        files.putAll(request.files());
        publications.add(request);
    }

    @Override
    public void publishEmergency(byte[] document) {
        emergencies.add(document);
    }

    @Override
    public void rollBackTo(PublicationRequest older) {
        publish(older);
    }

    @Override
    public void replaceFile(Sha256 digest, byte[] bytes) {
        files.put(digest, bytes);
    }

    @Override
    public void setAvailable(boolean reachable) {
        available = reachable;
    }

    boolean isAvailable() {
        return available;
    }

    @Override
    public boolean schedules() {
        return true;
    }

    /** A source of a place. */
    static class Source implements CatalogSource {

        private final MemoryPlace place;
        private final InstantSource clock;

        Source(MemoryPlace place, InstantSource clock) {
            this.place = place;
            this.clock = clock;
        }

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public Object stamp() {
            return List.of(newestRequest().signed().digest(), place.emergencies.size());
        }

        @Override
        public Offer current() {
            connect();
            return offer(place.publications.stream()
                    .filter(request -> request.activeFrom().isEmpty())
                    .reduce((first, second) -> second)
                    .orElseThrow());
        }

        @Override
        public Offer newest() {
            return offer(newestRequest());
        }

        @Override
        public byte[] file(SignedFile file) {
            connect();
            place.fetches++;
            byte[] bytes = place.files.get(file.sha256());
            return Arrays.copyOf(bytes, (int) Math.min(file.size() + 1, bytes.length));
        }

        @Override
        public void report(NodeStatus status) {
            connect();
            if (!place.acceptsReports) {
                throw new SourceUnavailableException(name(), "reports are refused; check the rights of the account");
            }
            place.reports.add(status);
        }

        void connect() {
            if (!place.available) {
                throw new SourceUnavailableException(name(), "no connection; check the network");
            }
        }

        PublicationRequest newestRequest() {
            connect();
            return place.publications.get(place.publications.size() - 1);
        }

        Offer offer(PublicationRequest request) {
            Duration offset = Duration.between(clock.instant(), place.placeClock.instant());
            return new Offer(
                    request.document(),
                    place.emergencies.stream().reduce((first, second) -> second),
                    request.activeFrom().map(time -> time.minus(offset)).orElse(Instant.MIN));
        }
    }
}
