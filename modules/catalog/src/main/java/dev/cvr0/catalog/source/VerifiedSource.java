// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.Offer;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.EmergencyGuard;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.RollbackGuard;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.UntrustedException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/** A shared catalog of which every byte is verified, with rollback protection. */
public final class VerifiedSource implements SnapshotSource {

    private final CatalogSource source;
    private final TrustedKeys keys;
    private final RollbackGuard guard;
    private final EmergencyGuard emergencies;
    private final Optional<LastGoodCopy> copy;
    /** The files of the version that was read last, so that only changed files are read, also after an interruption. */
    private final Map<Sha256, byte[]> files = new ConcurrentHashMap<>();

    private volatile boolean started;
    private volatile Optional<VerifiedOffer> lastOffer = Optional.empty();
    private volatile Optional<SignedManifest> accepted = Optional.empty();

    private record VerifiedOffer(Offer offer, Optional<SignedManifest> signed) {}

    /** Verifies the content of a source, and keeps a copy of the last accepted version. */
    public VerifiedSource(
            CatalogSource source,
            TrustedKeys keys,
            RollbackGuard guard,
            EmergencyGuard emergencies,
            Optional<LastGoodCopy> copy) {
        this.source = source;
        this.keys = keys;
        this.guard = guard;
        this.emergencies = emergencies;
        this.copy = copy;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Object stamp() {
        return source.stamp();
    }

    @Override
    public boolean hasExactStamp() {
        return true;
    }

    @Override
    public Snapshot read() {
        if (!started) {
            Snapshot current = offered(source.current());
            if (!current.manifest().equals(accepted)) {
                return current;
            }
            started = true; // with the copy of this version
        }
        return offered(source.newest());
    }

    @Override
    public Snapshot copy(SourceUnavailableException outage, Instant now) {
        LastGoodCopy existing = copy.filter(LastGoodCopy::exists).orElseThrow(() -> outage);
        try {
            Offer offer = existing.current();
            offer.emergency().ifPresent(emergencies::accept);
            Snapshot snapshot = read(existing, offer);
            accept(existing, snapshot, now);
            return snapshot;
        } catch (CatalogException e) {
            throw new CatalogException(
                    Stream.concat(outage.errors().stream(), e.errors().stream()).toList(), 0);
        }
    }

    @Override
    public void accept(Snapshot snapshot, Instant now) {
        accept(source, snapshot, now);
        lastOffer.filter(last -> last.signed().equals(accepted)).ifPresent(last -> {
            started = true;
            copy.ifPresent(file -> file.write(last.offer(), snapshot.files()));
        });
    }

    private void accept(CatalogSource from, Snapshot snapshot, Instant now) {
        try {
            guard.accept(snapshot.manifest().orElseThrow(), now);
            emergencies.serve(snapshot.revision().version());
            accepted = snapshot.manifest();
        } catch (UntrustedException e) {
            throw untrusted(from.name(), e);
        }
    }

    @Override
    public EmergencyGuard emergencies() {
        return emergencies;
    }

    @Override
    public void report(NodeStatus status) {
        source.report(status);
    }

    @Override
    public void decided(ClientProfile client, BooleanSupplier isListed) {
        source.decided(client, isListed.getAsBoolean());
    }

    @Override
    public void close() {
        source.close();
    }

    private Snapshot offered(Offer offer) {
        // Before the manifest, so that an emergency takes effect while the newest version is invalid.
        offer.emergency().ifPresentOrElse(emergencies::accept, emergencies::acceptNone);
        Snapshot snapshot = read(source, offer);
        lastOffer = Optional.of(new VerifiedOffer(offer, snapshot.manifest()));
        return snapshot;
    }

    private Snapshot read(CatalogSource from, Offer offer) {
        SignedManifest signed = verify(from.name(), offer.manifest(), keys);
        files.keySet()
                .retainAll(signed.manifest().files().stream()
                        .map(SignedFile::sha256)
                        .toList());
        return read(name(), from.name(), signed, file -> file(from, file)).activeFrom(offer.activeFrom());
    }

    private byte[] file(CatalogSource from, SignedFile file) {
        byte[] known = files.get(file.sha256());
        if (known != null) {
            return known;
        }
        byte[] read = verified(from.name(), file, from.file(file));
        files.put(file.sha256(), read);
        return read;
    }

    /** Verifies a manifest, then reads its files and compares them with it. Messages about them name the origin. */
    public static Snapshot read(
            String name, String origin, byte[] document, Function<SignedFile, byte[]> content, TrustedKeys keys) {
        return read(name, origin, verify(origin, document, keys), file -> verified(origin, file, content.apply(file)));
    }

    private static SignedManifest verify(String origin, byte[] document, TrustedKeys keys) {
        try {
            return SignedManifest.verify(document, keys);
        } catch (UntrustedException e) {
            throw untrusted(origin, e);
        }
    }

    private static Snapshot read(
            String name, String origin, SignedManifest signed, Function<SignedFile, byte[]> verifiedContent) {
        if (signed.manifest().size() > Snapshot.MAX_BYTES) {
            throw invalid(
                    origin,
                    "the files have more than " + Snapshot.MAX_BYTES
                            + " bytes in total; publish a version with less content");
        }
        List<CatalogFile> files = signed.manifest().files().stream()
                .map(file -> new CatalogFile(file.name(), name + "/" + file.name(), verifiedContent.apply(file)))
                .toList();
        return Snapshot.of(name, files).signedBy(signed);
    }

    private static byte[] verified(String origin, SignedFile file, byte[] bytes) {
        if (!file.matches(bytes)) {
            throw invalid(
                    origin,
                    LogSafeText.quote(file.name()) + " does not match the signature, which is for " + file.size()
                            + " bytes with the SHA-256 " + file.sha256()
                            + "; publish the version again under a higher number");
        }
        return bytes;
    }

    private static CatalogException invalid(String origin, String message) {
        return new CatalogException(SourceLocation.whole(origin), message);
    }

    static CatalogException untrusted(String origin, UntrustedException cause) {
        return new CatalogException(SourceLocation.whole(origin), String.valueOf(cause.getMessage()), cause);
    }
}
