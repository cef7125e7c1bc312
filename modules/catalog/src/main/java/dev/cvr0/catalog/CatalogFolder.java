// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.files.Reason;
import dev.cvr0.catalog.signing.Manifest;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A folder whose files are one catalogue: those whose names end in {@code .yaml}, in the order of the names. */
record CatalogFolder(Path path) {

    private static final String ENDING = ".yaml";
    private static final String OTHER_ENDING = ".yml";
    private static final int MOST_ENTRIES = 4096;

    /** By which a file is told from one that has taken its place, without reading it. */
    private record Trait(String name, String key, long size, long changed) {}

    /**
     * The names of the files, in order.
     *
     * @throws CatalogException if the folder cannot be read, there are none or too many, or one ends in {@code .yml}
     */
    List<String> names() {
        List<String> names = entries().stream().filter(this::isMeant).sorted().toList();
        if (names.isEmpty()) {
            throw wrong("the folder holds no file whose name ends in " + ENDING + ", expected at least one");
        }
        if (names.size() > Manifest.MOST_FILES) {
            throw wrong("the folder holds " + names.size() + " files, expected at most " + Manifest.MOST_FILES);
        }
        return names;
    }

    /**
     * Reads the files.
     *
     * @throws UnsteadyException if any changed meanwhile
     * @throws CatalogException if any cannot be read, or they are too large together
     */
    List<CatalogFile> read() {
        List<Trait> before = traits();
        List<CatalogFile> files = new ArrayList<>();
        long left = CatalogText.MOST_BYTES;
        for (Trait trait : before) {
            CatalogFile file = CatalogFile.read(path.resolve(trait.name()), left, "a part of a catalogue");
            left -= file.bytes().length;
            if (left < 0) {
                throw wrong("the files are too large, expected at most " + CatalogText.MOST_BYTES + " bytes together");
            }
            files.add(file);
        }
        if (!traits().equals(before)) {
            throw new UnsteadyException(whole(), "the folder is being written, expected one that stays as it is");
        }
        return files;
    }

    private List<Trait> traits() {
        return names().stream().map(this::trait).toList();
    }

    private Trait trait(String name) {
        Path file = path.resolve(name);
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new Trait(
                    name,
                    Objects.toString(found.fileKey()),
                    found.size(),
                    found.lastModifiedTime().toMillis());
        } catch (IOException e) {
            throw new CatalogException(
                    Place.whole(file.toString()),
                    "the file cannot be read: " + new Reason(e) + ", expected a part of a catalogue",
                    e);
        }
    }

    private boolean isMeant(String name) {
        if (name.startsWith(".")) {
            return false;
        }
        if (name.endsWith(OTHER_ENDING)) {
            throw new CatalogException(
                    Place.whole(path.resolve(name).toString()),
                    "the name is not read, expected one that ends in " + ENDING);
        }
        return name.endsWith(ENDING);
    }

    private List<String> entries() {
        List<String> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            for (Path entry : stream) {
                entries.add(entry.getFileName().toString());
                if (entries.size() > MOST_ENTRIES) {
                    throw wrong("the folder holds too much, expected at most " + MOST_ENTRIES + " entries");
                }
            }
            return entries;
        } catch (DirectoryIteratorException e) {
            throw unreadable(e.getCause());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private CatalogException unreadable(IOException cause) {
        return new CatalogException(whole(), "the folder cannot be read: " + new Reason(cause), cause);
    }

    private CatalogException wrong(String message) {
        return new CatalogException(whole(), message);
    }

    private Place whole() {
        return Place.whole(path.toString());
    }
}
