// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.source.CatalogFile;
import dev.cvr0.catalog.source.FileSource;
import dev.cvr0.catalog.source.SignedFileSource;
import dev.cvr0.catalog.source.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * Reads catalogs. A file, or all files of a folder together, have at most 32 MiB of UTF-8 and are used only without
 * errors. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class CatalogLoader {

    static final String BUNDLED = "bundled.yaml";
    private static final String SCHEMA = "catalog.schema.json";

    /** Creates a loader. */
    public CatalogLoader() {}

    /**
     * Returns the JSON Schema of a catalog, for editors. It covers keys and the form of values, but not the relations
     * between them.
     *
     * @return the schema, draft 2020-12
     */
    public static String schema() {
        return new String(resource(SCHEMA), StandardCharsets.UTF_8);
    }

    /**
     * Returns the catalog of this module, with the answers of the historic service.
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
     * Reads a file, or a folder whose files are one catalog: those whose names end in {@code .yaml}, in the order of
     * the names.
     *
     * @param path a regular file, a folder of such files, or a link to either
     * @return the catalog, with the path as its source
     * @throws CatalogException if a file cannot be read, or there are errors
     */
    public Catalog load(Path path) {
        return Catalog.of(new FileSource(path).read());
    }

    /**
     * Reads a signed file or folder, without rollback protection.
     *
     * @param path a regular file, a folder of such files, or a link to either
     * @param keys the keys of which one must have signed it
     * @param now the current time
     * @return the catalog with its signed revision
     * @throws CatalogException if it is not signed or has expired, a file cannot be read, or there are errors
     */
    public SignedCatalog load(Path path, TrustedKeys keys, Instant now) {
        Snapshot snapshot = SignedFileSource.read(path, keys);
        SignedRevision revision = snapshot.revision();
        if (revision.isExpired(now)) {
            throw new CatalogException(
                    SourceLocation.whole(SignedFileSource.manifestFile(path).toString()),
                    "version " + revision.version() + " has expired at " + revision.expires()
                            + ", expected one that still holds");
        }
        return new SignedCatalog(Catalog.of(snapshot), revision);
    }

    /**
     * Reads a catalog from a stream.
     *
     * @param source the name in messages
     * @param stream the bytes; not closed here
     * @return the catalog
     * @throws CatalogException if there are errors
     * @throws IOException if the stream fails
     */
    public Catalog read(String source, InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(Snapshot.MAX_BYTES + 1);
        return Catalog.of(Snapshot.of(new CatalogFile(source, source, bytes)));
    }
}
