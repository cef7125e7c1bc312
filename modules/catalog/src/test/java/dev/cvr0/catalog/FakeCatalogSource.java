// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.Offer;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.SigningKeyPair;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A source in memory, which can be unavailable and can lie. */
final class FakeCatalogSource implements CatalogSource {

    private static final Instant EXPIRES = Instant.parse("2100-01-01T00:00:00Z");

    final List<NodeStatus> reports = new ArrayList<>();
    final List<ClientProfile> clients = new ArrayList<>();
    boolean available = true;
    boolean acceptsReports = true;
    int fetches;

    private final Map<Sha256, byte[]> files = new HashMap<>();
    private Offer current;
    private Offer newest;

    FakeCatalogSource(int version, SigningKeyPair keys) {
        current = offer(version, version, Instant.MIN, keys);
        newest = current;
    }

    /** Publishes the catalog with a number, in force at once. */
    void publish(int version, int number, SigningKeyPair keys) {
        current = offer(version, number, Instant.MIN, keys);
        newest = current;
    }

    /** Publishes a catalog that comes into force later. */
    void schedule(int version, Instant activeFrom, SigningKeyPair keys) {
        newest = offer(version, version, activeFrom, keys);
    }

    /** Replaces all files by another content. */
    void corrupt() {
        files.replaceAll((digest, bytes) -> "corrupt".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Object stamp() {
        return answer(newest);
    }

    @Override
    public Offer current() {
        return answer(current);
    }

    @Override
    public Offer newest() {
        return answer(newest);
    }

    @Override
    public byte[] file(SignedFile file) {
        fetches++;
        return answer(Objects.requireNonNull(files.get(file.sha256())));
    }

    @Override
    public void report(NodeStatus status) {
        if (!acceptsReports) {
            throw new SourceUnavailableException(name(), "reports are refused; check the rights of the account");
        }
        reports.add(answer(status));
    }

    @Override
    public void decided(ClientProfile client, boolean isListed) {
        clients.add(client);
    }

    private <T> T answer(T value) {
        if (!available) {
            throw new SourceUnavailableException(name(), "no connection; check the network");
        }
        return value;
    }

    private Offer offer(int version, int number, Instant activeFrom, SigningKeyPair keys) {
        byte[] bytes = NumberedCatalogs.text(number).getBytes(StandardCharsets.UTF_8);
        SignedFile file = SignedFile.of("catalog.yaml", bytes);
        files.put(file.sha256(), bytes);
        byte[] document = SignedManifest.sign(new Manifest(version, EXPIRES, List.of(file)), keys.signing());
        return new Offer(document, Optional.empty(), activeFrom);
    }
}
