// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.files.AtomicFile;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKey;
import dev.cvr0.catalog.signing.UntrustedException;
import dev.cvr0.catalog.source.FileSource;
import dev.cvr0.catalog.source.SignedFileSource;
import dev.cvr0.catalog.source.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Signs valid catalogs.
 *
 * @param key the private key
 * @since 0.1
 */
public record CatalogSigner(SigningKey key) {

    /**
     * Validates a file or folder like {@link CatalogLoader#load(Path)}, and signs exactly the validated bytes. The
     * signature is replaced atomically: {@code x.yaml.sig} next to a file {@code x.yaml}, {@code catalog.sig} in a
     * folder.
     *
     * @param path the file or folder
     * @param revision the version and the expiry, in whole seconds
     * @return the file of the signature
     * @throws CatalogException if a file cannot be read, has errors, or cannot be written, or if the version, the expiry
     *     or a name exceeds the limits of {@link Manifest} and {@link SignedFile}
     */
    public Path sign(Path path, SignedRevision revision) {
        Snapshot content = new FileSource(path).read();
        Catalog.of(content);
        Path file = SignedFileSource.manifestFile(path);
        write(file, SignedManifest.sign(manifest(path, content, revision), key));
        return file;
    }

    /**
     * Adds a signature to the present signature of a catalog, whose files must be valid and unchanged. Its version stays
     * the same.
     *
     * @param path the file or folder
     * @return the number of signatures
     * @throws CatalogException if a file was changed after signing, cannot be read, has errors, or cannot be written; or if
     *     this key has signed it, or there are {@link SignedManifest#MAX_SIGNATURES} signatures
     */
    public int addSignature(Path path) {
        Path file = SignedFileSource.manifestFile(path);
        try {
            byte[] document = SignedManifest.addSignature(SignedFileSource.readManifest(path), key);
            Catalog.of(SignedFileSource.content(path, SignedManifest.unverified(document)));
            write(file, document);
            return SignedManifest.signatureCount(document);
        } catch (UntrustedException e) {
            throw new CatalogException(SourceLocation.whole(file.toString()), String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Returns the version of the present signature of a catalog. The signature is not verified.
     *
     * @param path the file or folder
     * @return the version; empty if no signature can be read
     */
    public static OptionalLong signedVersion(Path path) {
        try {
            return SignedManifest.unverifiedVersion(SignedFileSource.readManifest(path));
        } catch (CatalogException e) {
            return OptionalLong.empty();
        }
    }

    private static void write(Path file, byte[] document) {
        try {
            new AtomicFile(file).replace(document);
        } catch (IOException e) {
            throw new CatalogException(
                    SourceLocation.whole(file.toString()),
                    "cannot write the signature: " + AtomicFile.ioErrorMessage(e),
                    e);
        }
    }

    private static Manifest manifest(Path path, Snapshot content, SignedRevision revision) {
        try {
            List<SignedFile> files = content.files().stream()
                    .map(file -> SignedFile.of(file.name(), file.bytes()))
                    .toList();
            return new Manifest(revision.version(), revision.expires(), files);
        } catch (IllegalArgumentException e) {
            throw new CatalogException(
                    SourceLocation.whole(path.toString()), "cannot sign the catalog: " + e.getMessage(), e);
        }
    }
}
