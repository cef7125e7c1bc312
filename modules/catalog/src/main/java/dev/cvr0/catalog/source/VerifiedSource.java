// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.Offer;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.RollbackGuard;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.UntrustedException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** A shared catalog of which every byte is verified, with rollback protection. */
public final class VerifiedSource implements SnapshotSource {

    private final CatalogSource source;
    private final TrustedKeys keys;
    private final RollbackGuard guard;
    private volatile boolean started;

    /** Verifies the content of a source. */
    public VerifiedSource(CatalogSource source, TrustedKeys keys, RollbackGuard guard) {
        this.source = source;
        this.keys = keys;
        this.guard = guard;
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
        return read(started ? source.newest() : source.current());
    }

    @Override
    public void accept(Snapshot snapshot, Instant now) {
        try {
            guard.accept(snapshot.manifest().orElseThrow(), now);
            started = true;
        } catch (UntrustedException e) {
            throw untrusted(name(), e);
        }
    }

    @Override
    public void report(NodeStatus status) {
        source.report(status);
    }

    @Override
    public void decided(ClientProfile client) {
        source.decided(client);
    }

    @Override
    public void close() {
        source.close();
    }

    private Snapshot read(Offer offer) {
        return read(name(), offer.manifest(), source::file, keys).activeFrom(offer.activeFrom());
    }

    /** Verifies a manifest, then reads its files and compares them with it. */
    public static Snapshot read(String name, byte[] document, Function<SignedFile, byte[]> content, TrustedKeys keys) {
        try {
            SignedManifest signed = SignedManifest.verify(document, keys);
            if (signed.manifest().size() > Snapshot.MAX_BYTES) {
                throw invalid(
                        name,
                        "the files have more than " + Snapshot.MAX_BYTES
                                + " bytes in total; publish a version with less content");
            }
            List<CatalogFile> files = signed.manifest().files().stream()
                    .map(file -> verified(name, file, content.apply(file)))
                    .toList();
            return Snapshot.of(name, files).signedBy(signed);
        } catch (UntrustedException e) {
            throw untrusted(name, e);
        }
    }

    private static CatalogFile verified(String name, SignedFile file, byte[] bytes) {
        if (!file.matches(bytes)) {
            throw invalid(
                    name,
                    LogSafeText.quote(file.name()) + " does not match the signature, which is for " + file.size()
                            + " bytes with the SHA-256 " + file.sha256()
                            + "; publish the version again under a higher number");
        }
        return new CatalogFile(file.name(), name + "/" + file.name(), bytes);
    }

    private static CatalogException invalid(String name, String message) {
        return new CatalogException(SourceLocation.whole(name), message);
    }

    private static CatalogException untrusted(String name, UntrustedException cause) {
        return new CatalogException(SourceLocation.whole(name), String.valueOf(cause.getMessage()), cause);
    }
}
