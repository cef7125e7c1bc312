// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.SignedRevision;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The bytes of a catalog: of one file, or of the files of a folder in the order of their names.
 *
 * @param contentId the digest of the content
 * @param manifest the verified manifest; empty if no signature is required
 * @param activeFrom the time from which it is served; {@link Instant#MIN} for immediately
 */
public record Snapshot(
        String source,
        List<CatalogFile> files,
        String contentId,
        Optional<SignedManifest> manifest,
        Instant activeFrom) {

    // A parsed catalog needs about ten times this size. The heap of the distribution has 512 MiB, and holds the served
    // catalog as well.
    /** The maximum size of all files in total, in bytes. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    public Snapshot {
        files = List.copyOf(files);
    }

    /** Creates a snapshot of one file. Its content ID is the SHA-256 of the bytes. */
    public static Snapshot of(CatalogFile file) {
        if (file.bytes().length > MAX_BYTES) {
            throw new CatalogException(
                    SourceLocation.whole(file.source()),
                    "the file has more than " + MAX_BYTES + " bytes; remove some content");
        }
        return new Snapshot(
                file.source(), List.of(file), Sha256.of(file.bytes()).hex(), Optional.empty(), Instant.MIN);
    }

    /** Creates a snapshot of a folder. Its content ID is the SHA-256 of the output of {@code sha256sum} for the files. */
    public static Snapshot of(String folder, List<CatalogFile> files) {
        String sums = files.stream()
                .map(file -> Sha256.of(file.bytes()) + "  " + file.name() + "\n")
                .collect(Collectors.joining());
        Sha256 contentId = Sha256.of(sums.getBytes(StandardCharsets.UTF_8));
        return new Snapshot(folder, files, contentId.hex(), Optional.empty(), Instant.MIN);
    }

    Snapshot signedBy(SignedManifest verified) {
        return new Snapshot(source, files, contentId, Optional.of(verified), activeFrom);
    }

    Snapshot activeFrom(Instant time) {
        return new Snapshot(source, files, contentId, manifest, time);
    }

    /** Tells whether it is known to be complete, because signed digests match, so that one read is sufficient. */
    public boolean isVerified() {
        return manifest.isPresent();
    }

    /** Returns an ID that is equal for equal content and an equal manifest. */
    public String id() {
        return manifest.map(signed -> signed.digest() + " ").orElse("") + contentId;
    }

    /** Returns the signed revision; {@link SignedRevision#UNSIGNED} if no signature is required. */
    public SignedRevision revision() {
        return manifest.map(SignedManifest::manifest)
                .map(signed -> new SignedRevision(signed.version(), signed.expires()))
                .orElse(SignedRevision.UNSIGNED);
    }
}
