// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.files.SafeFile;
import dev.cvr0.catalog.signing.Manifest;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A file, or a folder whose files are one catalog: those whose names end in {@code .yaml}, in the order of the names.
 * Without a signature.
 */
public record FileSource(Path path) implements CatalogSource {

    private static final String ENDING = ".yaml";
    private static final String OTHER_ENDING = ".yml";
    private static final int MAX_ENTRIES = 4096;

    /** The attributes that show without reading whether a file was changed or replaced. Links are followed. */
    record Stamp(Path file, String key, long size, FileTime modified) {

        static Stamp of(Path file) {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(file, Objects.toString(found.fileKey()), found.size(), found.lastModifiedTime());
            } catch (IOException e) {
                return new Stamp(file, SafeFile.ioErrorMessage(e), 0, FileTime.fromMillis(0));
            }
        }
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public Object stamp() {
        return Files.isDirectory(path) ? stamps() : List.of(Stamp.of(path));
    }

    @Override
    public Snapshot read() {
        return Files.isDirectory(path)
                ? Snapshot.of(path, readFolder())
                : Snapshot.of(CatalogFile.read(path, Snapshot.MAX_BYTES, "a catalogue"));
    }

    /** Returns the names of the files in the folder, in order. */
    List<String> names() {
        List<String> names = entries().stream().filter(this::isPart).sorted().toList();
        if (names.isEmpty()) {
            throw wrong("the folder holds no file whose name ends in " + ENDING + ", expected at least one");
        }
        if (names.size() > Manifest.MAX_FILES) {
            throw wrong("the folder holds " + names.size() + " files, expected at most " + Manifest.MAX_FILES);
        }
        return names;
    }

    private List<Stamp> stamps() {
        return entries().stream()
                .filter(name -> !name.startsWith("."))
                .sorted()
                .map(name -> Stamp.of(path.resolve(name)))
                .toList();
    }

    /** Reads the files, of which none may change meanwhile. */
    private List<CatalogFile> readFolder() {
        List<Stamp> before = stamps();
        List<CatalogFile> files = new ArrayList<>();
        long left = Snapshot.MAX_BYTES;
        for (String name : names()) {
            CatalogFile file = CatalogFile.read(path.resolve(name), left, "a part of a catalogue");
            left -= file.bytes().length;
            if (left < 0) {
                throw wrong("the files are too large, expected at most " + Snapshot.MAX_BYTES + " bytes together");
            }
            files.add(file);
        }
        if (!stamps().equals(before)) {
            throw new UnsettledException(whole(), "the folder is being written, expected one that stays as it is");
        }
        return files;
    }

    private boolean isPart(String name) {
        if (name.startsWith(".")) {
            return false;
        }
        if (name.endsWith(OTHER_ENDING)) {
            throw new CatalogException(
                    SourceLocation.whole(path.resolve(name).toString()),
                    "the name is not read, expected one that ends in " + ENDING);
        }
        return name.endsWith(ENDING);
    }

    private List<String> entries() {
        List<String> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            for (Path entry : stream) {
                entries.add(entry.getFileName().toString());
                if (entries.size() > MAX_ENTRIES) {
                    throw wrong("the folder holds too much, expected at most " + MAX_ENTRIES + " entries");
                }
            }
            return entries;
        } catch (DirectoryIteratorException e) {
            throw unreadable(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private CatalogException unreadable(IOException cause) {
        return new CatalogException(whole(), "the folder cannot be read: " + SafeFile.ioErrorMessage(cause), cause);
    }

    private CatalogException wrong(String message) {
        return new CatalogException(whole(), message);
    }

    private SourceLocation whole() {
        return SourceLocation.whole(path.toString());
    }
}
