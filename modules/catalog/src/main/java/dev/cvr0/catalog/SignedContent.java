// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.catalog.signing.SignedFile;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.UntrustedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A catalogue's bytes of which the signature has been verified: every byte of them is what was signed. Immutable. */
record SignedContent(Path manifestFile, SignedManifest signed, CatalogContent content) {

    private static final String ENDING = ".sig";
    private static final String IN_FOLDER = "catalog" + ENDING;
    private static final String EXPECTED = "the signature that 'cvr0 sign' writes";

    /** Where the signature lies: in the folder, or beside the file. */
    static Path manifestFile(Path catalog) {
        return Files.isDirectory(catalog)
                ? catalog.resolve(IN_FOLDER)
                : catalog.resolveSibling(catalog.getFileName() + ENDING);
    }

    /**
     * Reads the manifest, then only what it names, and no more of it than it says.
     *
     * @throws UnsteadyException if a file is not as it was signed
     * @throws CatalogException if anything cannot be read, or the signature is not right
     */
    static SignedContent read(Path catalog, TrustedKeys keys) {
        if (Files.notExists(catalog)) {
            throw new CatalogException(
                    Place.whole(catalog.toString()), "the file cannot be read: there is none, expected a catalogue");
        }
        Path manifestFile = manifestFile(catalog);
        CatalogFile document = CatalogFile.read(manifestFile, SignedManifest.MOST_BYTES, EXPECTED);
        SignedManifest signed = trusted(manifestFile, () -> SignedManifest.open(document.bytes(), keys));
        return new SignedContent(manifestFile, signed, content(catalog, manifestFile, signed.manifest()));
    }

    Edition edition() {
        return new Edition(signed.manifest().version(), signed.manifest().expires());
    }

    /** Does something with the manifest, and says where it lies if it is refused. */
    <T> T trusted(Function<SignedManifest, T> action) {
        return trusted(manifestFile, () -> action.apply(signed));
    }

    private static CatalogContent content(Path catalog, Path manifestFile, Manifest manifest) {
        boolean folder = Files.isDirectory(catalog);
        checkNames(
                manifestFile,
                manifest,
                folder
                        ? new CatalogFolder(catalog).names()
                        : List.of(catalog.getFileName().toString()));
        if (manifest.size() > CatalogText.MOST_BYTES) {
            throw new CatalogException(
                    Place.whole(manifestFile.toString()),
                    "the files are too large, expected at most " + CatalogText.MOST_BYTES + " bytes together");
        }
        List<CatalogFile> files = manifest.files().stream()
                .map(file -> read(folder ? catalog.resolve(file.name()) : catalog, file))
                .toList();
        return folder ? CatalogContent.of(catalog, files) : CatalogContent.of(files.get(0));
    }

    private static CatalogFile read(Path file, SignedFile signed) {
        CatalogFile found = CatalogFile.read(file, signed.size(), "the one that was signed");
        if (!signed.matches(found.bytes())) {
            throw new UnsteadyException(
                    Place.whole(found.source()),
                    "the file is not the one that was signed, expected " + signed.size() + " bytes with the SHA-256 "
                            + signed.sha256());
        }
        return found;
    }

    private static void checkNames(Path manifestFile, Manifest manifest, List<String> found) {
        List<String> signed = manifest.files().stream().map(SignedFile::name).toList();
        List<Problem> problems = new ArrayList<>();
        Place place = Place.whole(manifestFile.toString());
        signed.stream()
                .filter(name -> !found.contains(name))
                .forEach(
                        name -> problems.add(new Problem(place, Excerpt.quote(name) + " was signed and is not there")));
        found.stream()
                .filter(name -> !signed.contains(name))
                .forEach(
                        name -> problems.add(new Problem(place, Excerpt.quote(name) + " is there and was not signed")));
        if (!problems.isEmpty()) {
            throw new CatalogException(problems, 0);
        }
    }

    private static <T> T trusted(Path manifestFile, Supplier<T> action) {
        try {
            return action.get();
        } catch (UntrustedException e) {
            throw new CatalogException(Place.whole(manifestFile.toString()), e.getMessage(), e);
        }
    }
}
