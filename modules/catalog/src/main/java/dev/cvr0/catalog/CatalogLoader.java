// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.signing.TrustedKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * Reads catalogues. A file, or all files of a folder together, have at most 32 MiB of UTF-8, are read to their end or not
 * at all, and are used only if nothing is wrong with them. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class CatalogLoader {

    private static final String BUNDLED = "bundled.yaml";
    private static final String SCHEMA = "catalog.schema.json";

    /** A loader; all are alike. */
    public CatalogLoader() {}

    /**
     * The JSON Schema of a catalogue, for editors. It knows each key and the form of each value, but not what one says of
     * another.
     *
     * @return the schema, draft 2020-12
     */
    public static String schema() {
        try (InputStream stream = CatalogLoader.class.getResourceAsStream(SCHEMA)) {
            byte[] bytes = Objects.requireNonNull(stream, SCHEMA + " is missing from the module")
                    .readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(SCHEMA + " cannot be read", e);
        }
    }

    /**
     * The catalogue that comes with the module: what the historic service answered.
     *
     * @return the catalogue, with the source {@code bundled.yaml}
     */
    public Catalog bundled() {
        try (InputStream stream = CatalogLoader.class.getResourceAsStream(BUNDLED)) {
            return read(BUNDLED, Objects.requireNonNull(stream, BUNDLED + " is missing from the module"));
        } catch (IOException e) {
            throw new UncheckedIOException(BUNDLED + " cannot be read", e);
        }
    }

    /**
     * Reads a file, or a folder whose files are one catalogue: those whose names end in {@code .yaml}, in the order of
     * the names.
     *
     * @param path a regular file, a folder of such, or a link to either
     * @return the catalogue, with the path as its source
     * @throws CatalogException if anything cannot be read or is wrong
     */
    public Catalog load(Path path) {
        return CatalogContent.read(path).catalog();
    }

    /**
     * Reads a file or folder if it is signed. Nothing is remembered: whether a higher version was served anywhere is not
     * asked.
     *
     * @param path likewise
     * @param keys the keys of which one must have signed it
     * @param now the present, to tell what has expired
     * @return the catalogue with the version it was signed as
     * @throws CatalogException if it is not signed or has expired, or anything cannot be read or is wrong
     */
    public SignedCatalog load(Path path, TrustedKeys keys, Instant now) {
        SignedContent content = SignedContent.read(path, keys);
        Edition edition = content.edition();
        if (edition.isExpired(now)) {
            throw new CatalogException(
                    Place.whole(content.manifestFile().toString()),
                    "version " + edition.version() + " has expired at " + edition.expires()
                            + ", expected one that still holds");
        }
        return new SignedCatalog(content.content().catalog(), edition);
    }

    /**
     * Reads a catalogue from wherever bytes come from.
     *
     * @param source what to call it in messages
     * @param stream its bytes; not closed here
     * @return the catalogue
     * @throws CatalogException if anything in it is wrong
     * @throws IOException if the stream fails
     */
    public Catalog read(String source, InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(CatalogText.MOST_BYTES + 1);
        return CatalogContent.of(new CatalogFile(source, source, bytes)).catalog();
    }
}
