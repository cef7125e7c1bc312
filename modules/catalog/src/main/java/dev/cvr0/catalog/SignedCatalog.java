// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.files.AtomicFile;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.source.CatalogFile;
import dev.cvr0.catalog.source.SignedFileSource;
import dev.cvr0.catalog.source.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A catalog with verified signatures, and the signed bytes. Immutable.
 *
 * <pre>{@code
 * SignedCatalog signed = new CatalogLoader().load(Path.of("catalog.d"), keys, Instant.now());
 * Catalog catalog = signed.catalog();
 * }</pre>
 *
 * @since 0.1
 */
public final class SignedCatalog {

    private final Snapshot content;
    private final byte[] document;

    SignedCatalog(Snapshot content, byte[] document) {
        this.content = content;
        this.document = document.clone();
    }

    /**
     * Parses and validates the files.
     *
     * @return the catalog
     * @throws CatalogException if the files have errors
     */
    public Catalog catalog() {
        return Catalog.of(content);
    }

    /**
     * Returns the signed manifest.
     *
     * @return the manifest, which describes each of the files
     */
    public SignedManifest signed() {
        return content.manifest().orElseThrow();
    }

    /**
     * Returns the version and the expiry.
     *
     * @return the signed revision
     */
    public SignedRevision revision() {
        return content.revision();
    }

    /**
     * Returns the manifest with its signatures.
     *
     * @return the content of {@code catalog.sig}
     */
    public byte[] document() {
        return document.clone();
    }

    /**
     * Returns the files.
     *
     * @return the content of each file by its digest
     */
    public Map<Sha256, byte[]> files() {
        Map<Sha256, byte[]> files = new LinkedHashMap<>();
        for (CatalogFile file : content.files()) {
            files.put(Sha256.of(file.bytes()), file.bytes());
        }
        return files;
    }

    /**
     * Writes the files into a new folder.
     *
     * @param folder the folder, which must not exist
     * @param signature whether to write {@code catalog.sig} as well
     * @throws CatalogException if the folder or a file cannot be created
     */
    public void write(Path folder, boolean signature) {
        try {
            Files.createDirectory(folder);
            for (CatalogFile file : content.files()) {
                write(folder, file.name(), file.bytes());
            }
            if (signature) {
                write(
                        folder,
                        SignedFileSource.manifestFile(folder).getFileName().toString(),
                        document);
            }
        } catch (IOException | InvalidPathException e) {
            throw new CatalogException(
                    SourceLocation.whole(folder.toString()),
                    "cannot write the files: "
                            + (e instanceof IOException io ? AtomicFile.ioErrorMessage(io) : e.getMessage())
                            + "; name a new folder in a writable one",
                    e);
        }
    }

    // Names contain no slashes, but "C:x.yaml" is a path on another drive in Windows.
    private static void write(Path folder, String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        if (!folder.equals(file.getParent())) {
            throw new InvalidPathException(name, "not a file name on this system");
        }
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
    }
}
