// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.UntrustedException;
import dev.cvr0.catalog.signing.VerifyingKey;
import dev.cvr0.catalog.source.CatalogFile;
import dev.cvr0.catalog.source.FileSource;
import dev.cvr0.catalog.source.SignedFileSource;
import dev.cvr0.catalog.source.Snapshot;
import dev.cvr0.catalog.source.VerifiedSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/**
 * Reads catalogs. A file, or the files of a folder in total, have at most 16 MiB of UTF-8. A catalog with errors is not
 * loaded. Thread-safe.
 *
 * @since 0.1
 */
public final class CatalogLoader {

    static final String BUNDLED = "bundled.yaml";
    private static final String SCHEMA = "catalog.schema.json";

    /** Creates a loader. */
    public CatalogLoader() {}

    /**
     * Returns the JSON Schema of a catalog, for editors. It validates keys and the form of values, but not the relations
     * between values.
     *
     * @return the schema, draft 2020-12
     */
    public static String schema() {
        return new String(resource(SCHEMA), StandardCharsets.UTF_8);
    }

    /**
     * Returns the bundled catalog, with the answers of the historic service.
     *
     * @return the catalog, with the source {@code bundled.yaml}
     */
    public Catalog bundled() {
        return Catalog.of(bundledSnapshot());
    }

    static Snapshot bundledSnapshot() {
        return Snapshot.of(new CatalogFile(BUNDLED, BUNDLED, resource(BUNDLED)));
    }

    private static byte[] resource(String name) {
        try (InputStream stream = CatalogLoader.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name + " is missing from the module")
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    /**
     * Reads a file, or the {@code *.yaml} files of a folder in the order of their names.
     *
     * @param path a regular file, a folder of such files, or a link to either
     * @return the catalog, with the path as its source
     * @throws CatalogException if a file cannot be read, or the catalog has errors
     */
    public Catalog load(Path path) {
        return Catalog.of(new FileSource(path).read());
    }

    /**
     * Reads a signed file or folder, without rollback protection.
     *
     * @param path a regular file, a folder of such files, or a link to either
     * @param keys the keys that must have signed it
     * @param now the current time
     * @return the signed catalog, which can have errors
     * @throws CatalogException if it is not signed, has expired, or cannot be read
     */
    public SignedCatalog load(Path path, TrustedKeys keys, Instant now) {
        byte[] document = SignedFileSource.readManifest(path);
        SignedCatalog signed = new SignedCatalog(SignedFileSource.read(path, document, keys), document);
        SignedRevision revision = signed.revision();
        if (revision.isExpired(now)) {
            throw new CatalogException(
                    SourceLocation.whole(SignedFileSource.manifestFile(path).toString()),
                    "version " + revision.version() + " expired at " + revision.expires() + "; sign a new version");
        }
        return signed;
    }

    /**
     * Reads a publication, which may have expired.
     *
     * @param store the store
     * @param version the version
     * @param keys the keys that must have signed it
     * @return the signed catalog, which can have errors
     * @throws CatalogException if the store cannot be reached, or its content does not match the signatures
     * @throws PublicationException if there is no such version
     */
    public SignedCatalog load(PublicationStore store, long version, TrustedKeys keys) {
        byte[] document = store.manifest(version);
        String name = store.name() + "/" + version;
        SignedCatalog signed =
                new SignedCatalog(VerifiedSource.read(name, name, document, store::file, keys), document);
        if (signed.revision().version() != version) {
            throw new CatalogException(
                    SourceLocation.whole(name),
                    "the signature is for version " + signed.revision().version()
                            + "; do not use this store until its content is repaired");
        }
        return signed;
    }

    /**
     * Returns the keys that have signed a catalog. Its files are not read.
     *
     * @param path a regular file, a folder of such files, or a link to either
     * @param keys the keys of interest
     * @return the keys with a valid signature, in the given order; empty if there is no signature file
     */
    public List<VerifyingKey> signers(Path path, TrustedKeys keys) {
        try {
            return SignedManifest.signers(SignedFileSource.readManifest(path), keys);
        } catch (CatalogException | UntrustedException e) {
            return List.of();
        }
    }

    /**
     * Reads a catalog from a stream.
     *
     * @param source the name in messages
     * @param stream the bytes; not closed here
     * @return the catalog
     * @throws CatalogException if the catalog has errors
     * @throws IOException if the stream fails
     */
    public Catalog read(String source, InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(Snapshot.MAX_BYTES + 1);
        return Catalog.of(Snapshot.of(new CatalogFile(source, source, bytes)));
    }

    /**
     * Reads a catalog of several files, such as a draft.
     *
     * @param source the name of the whole
     * @param files the content of each file by its name, such as {@code rules.yaml}
     * @return the catalog; locations in messages contain the names of the files
     * @throws CatalogException if the catalog has errors
     */
    public Catalog read(String source, SortedMap<String, byte[]> files) {
        return Catalog.of(Snapshot.of(
                source,
                files.entrySet().stream()
                        .map(file -> new CatalogFile(file.getKey(), file.getKey(), file.getValue()))
                        .toList()));
    }
}
