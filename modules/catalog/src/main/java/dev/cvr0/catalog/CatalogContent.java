// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** The bytes of a catalogue: of one file, or of a folder's files in the order of their names. Immutable. */
final class CatalogContent implements Reading {

    private final String source;
    private final List<CatalogFile> files;
    private final String id;

    private CatalogContent(String source, List<CatalogFile> files, String id) {
        this.source = source;
        this.files = List.copyOf(files);
        this.id = id;
    }

    /** One file, whose id is the SHA-256 of its bytes. */
    static CatalogContent of(CatalogFile file) {
        return new CatalogContent(
                file.source(), List.of(file), Sha256.of(file.bytes()).hex());
    }

    /** The files of a folder in order, whose id is the SHA-256 of what {@code sha256sum} prints of them. */
    static CatalogContent of(Path folder, List<CatalogFile> files) {
        String sums = files.stream()
                .map(file -> Sha256.of(file.bytes()) + "  " + file.name() + "\n")
                .collect(Collectors.joining());
        return new CatalogContent(
                folder.toString(),
                files,
                Sha256.of(sums.getBytes(StandardCharsets.UTF_8)).hex());
    }

    /**
     * Reads a file or a folder.
     *
     * @throws CatalogException if it cannot be read, or a folder changes meanwhile
     */
    static CatalogContent read(Path path) {
        return Files.isDirectory(path)
                ? of(path, new CatalogFolder(path).read())
                : of(CatalogFile.read(path, CatalogText.MOST_BYTES, "a catalogue"));
    }

    List<CatalogFile> files() {
        return files;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Catalog catalog() {
        return new CatalogReader(source).read(root());
    }

    private Node root() {
        if (files.size() > 1) {
            return new MergedFiles(source).root(files);
        }
        CatalogText only = files.get(0).text();
        return new YamlDocument(only.source(), only.text()).root(new YamlBounds());
    }
}
