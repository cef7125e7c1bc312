// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.files.AtomicFile;
import dev.cvr0.catalog.signing.Emergency;
import dev.cvr0.catalog.signing.EmergencyGuard;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.RollbackGuard;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.UntrustedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A catalog that one of several keys must have signed, with rollback protection and an emergency document. */
public record SignedFileSource(Path path, TrustedKeys keys, RollbackGuard guard, EmergencyGuard emergencies)
        implements SnapshotSource {

    private static final String EXTENSION = ".sig";
    private static final String RESTORE = "restore the signed file, or sign the catalog again";

    /** Returns the path of the signature: in the folder, or next to the file. */
    public static Path manifestFile(Path catalog) {
        return Files.isDirectory(catalog)
                ? catalog.resolve(FileNames.CATALOG)
                : catalog.resolveSibling(catalog.getFileName() + EXTENSION);
    }

    /** Reads the signature file, of which at most one byte more than the limit. It is not verified. */
    public static byte[] readManifest(Path catalog) {
        if (Files.notExists(catalog)) {
            throw new CatalogException(
                    SourceLocation.whole(catalog.toString()), "cannot read the file: no such file; check its path");
        }
        return CatalogFile.read(manifestFile(catalog), SignedManifest.MAX_BYTES, "sign the catalog with 'cvr0 sign'")
                .bytes();
    }

    /** Verifies a signature file, then reads only the files that it lists, and at most one byte more than it declares. */
    public static Snapshot read(Path catalog, byte[] document, TrustedKeys keys) {
        try {
            SignedManifest signed = SignedManifest.verify(document, keys);
            return content(catalog, signed.manifest()).signedBy(signed);
        } catch (UntrustedException e) {
            throw VerifiedSource.untrusted(manifestFile(catalog).toString(), e);
        }
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public Object stamp() {
        return List.of(
                new FileSource(path).stamp(),
                FileSource.Stamp.of(manifestFile(path)),
                FileSource.Stamp.of(emergencyFile()));
    }

    @Override
    public Snapshot read() {
        readEmergency();
        return read(path, readManifest(path), keys);
    }

    @Override
    public void accept(Snapshot snapshot, Instant now) {
        try {
            guard.accept(snapshot.manifest().orElseThrow(), now);
            emergencies.serve(snapshot.revision().version());
        } catch (UntrustedException e) {
            throw VerifiedSource.untrusted(manifestFile(path).toString(), e);
        }
    }

    private Path emergencyFile() {
        return manifestFile(path).resolveSibling(FileNames.EMERGENCY);
    }

    private void readEmergency() {
        Path file = emergencyFile();
        try {
            emergencies.accept(new AtomicFile(file).read(Emergency.MAX_BYTES));
        } catch (NoSuchFileException e) {
            emergencies.acceptNone();
        } catch (IOException e) {
            emergencies.reject(file + ": cannot read the file: " + AtomicFile.ioErrorMessage(e));
        }
    }

    /** Reads the files of a manifest that is not verified. */
    public static Snapshot content(Path catalog, Manifest manifest) {
        Path manifestFile = manifestFile(catalog);
        boolean folder = Files.isDirectory(catalog);
        String name = catalog.getFileName().toString();
        checkNames(manifestFile, manifest, folder ? new FileSource(catalog).names() : List.of(name));
        if (manifest.size() > Snapshot.MAX_BYTES) {
            throw new CatalogException(
                    SourceLocation.whole(manifestFile.toString()),
                    "the files have more than " + Snapshot.MAX_BYTES + " bytes in total; remove some content");
        }
        Optional<Path> realFolder = folder ? Optional.of(FileSource.realPath(catalog)) : Optional.empty();
        List<CatalogFile> files = manifest.files().stream()
                .map(file -> verified(
                        realFolder.isPresent()
                                ? FileSource.readPart(
                                        catalog.resolve(file.name()), realFolder.get(), file.size(), RESTORE)
                                : CatalogFile.read(catalog, file.size(), RESTORE),
                        file))
                .toList();
        return folder ? Snapshot.of(catalog.toString(), files) : Snapshot.of(files.get(0));
    }

    private static CatalogFile verified(CatalogFile found, SignedFile signed) {
        if (!signed.matches(found.bytes())) {
            throw new UnstableContentException(
                    SourceLocation.whole(found.source()),
                    "the file does not match the signature, which is for " + signed.size() + " bytes with the SHA-256 "
                            + signed.sha256() + "; " + RESTORE);
        }
        return found;
    }

    private static void checkNames(Path manifestFile, Manifest manifest, List<String> found) {
        List<String> signed = manifest.files().stream().map(SignedFile::name).toList();
        SourceLocation location = SourceLocation.whole(manifestFile.toString());
        Stream<String> missing = signed.stream()
                .filter(name -> !found.contains(name))
                .map(name -> LogSafeText.quote(name) + " was signed but is missing; " + RESTORE);
        Stream<String> added = found.stream()
                .filter(name -> !signed.contains(name))
                .map(name -> LogSafeText.quote(name) + " was not signed; remove it, or sign the catalog again");
        List<ValidationError> errors = Stream.concat(missing, added)
                .map(message -> new ValidationError(location, message))
                .toList();
        if (!errors.isEmpty()) {
            throw new CatalogException(errors, 0);
        }
    }
}
