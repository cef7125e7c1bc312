// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Reads catalogues. A file has at most 32 MiB of UTF-8, is read to its end or not at all, and is used only if nothing is
 * wrong with it. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class CatalogLoader {

    private static final String BUNDLED = "bundled.yaml";

    /** A loader; all are alike. */
    public CatalogLoader() {}

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
     * Reads a file.
     *
     * @param file a regular file, or a link to one
     * @return the catalogue, with the path as its source
     * @throws CatalogException if the file cannot be read or anything in it is wrong
     */
    public Catalog load(Path file) {
        return CatalogContent.read(file).catalog();
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
        CatalogText file = CatalogText.read(source, stream);
        return new CatalogReader(source).read(new YamlDocument(source, file.text()).root());
    }
}
