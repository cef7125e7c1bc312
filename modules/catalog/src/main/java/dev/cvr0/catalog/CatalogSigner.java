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
        byte[] document = SignedManifest.sign(manifest(path, content, revision), key);
        try {
            new AtomicFile(file).replace(document);
            return file;
        } catch (IOException e) {
            throw new CatalogException(
                    SourceLocation.whole(file.toString()),
                    "cannot write the signature: " + AtomicFile.ioErrorMessage(e),
                    e);
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
            byte[] document = new AtomicFile(SignedFileSource.manifestFile(path)).read(SignedManifest.MAX_BYTES);
            return SignedManifest.unverifiedVersion(document);
        } catch (IOException e) {
            return OptionalLong.empty();
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
