// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.files.AtomicFile;
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
 * An unsigned catalog: a file, or the {@code *.yaml} files of a folder in the order of their names.
 */
public record FileSource(Path path) implements CatalogSource {

    private static final String EXTENSION = ".yaml";
    private static final String WRONG_EXTENSION = ".yml";
    private static final String CHECK_PATH = "check its path and permissions";
    private static final int MAX_ENTRIES = 4096;

    /** The attributes that change when a file is changed or replaced. Symbolic links are followed. */
    record Stamp(Path file, String key, long size, FileTime modified) {

        static Stamp of(Path file) {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(file, Objects.toString(found.fileKey()), found.size(), found.lastModifiedTime());
            } catch (IOException e) {
                return new Stamp(file, AtomicFile.ioErrorMessage(e), 0, FileTime.fromMillis(0));
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
                : Snapshot.of(CatalogFile.read(path, Snapshot.MAX_BYTES, CHECK_PATH));
    }

    /** Returns the names of the files in the folder, in order. */
    List<String> names() {
        List<String> names = entries().stream().filter(this::isPart).sorted().toList();
        if (names.isEmpty()) {
            throw invalid("the folder has no *" + EXTENSION + " files; add one");
        }
        if (names.size() > Manifest.MAX_FILES) {
            throw invalid(
                    "the folder has " + names.size() + " *" + EXTENSION + " files; use at most " + Manifest.MAX_FILES);
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

    /** Reads the files, and checks that none was changed meanwhile. */
    private List<CatalogFile> readFolder() {
        List<Stamp> before = stamps();
        List<CatalogFile> files = new ArrayList<>();
        long remaining = Snapshot.MAX_BYTES;
        for (String name : names()) {
            CatalogFile file = CatalogFile.read(path.resolve(name), remaining, CHECK_PATH);
            remaining -= file.bytes().length;
            if (remaining < 0) {
                throw invalid(
                        "the files have more than " + Snapshot.MAX_BYTES + " bytes in total; remove some content");
            }
            files.add(file);
        }
        if (!stamps().equals(before)) {
            throw new UnstableContentException(
                    whole(), "the folder is being changed; wait until all files are written");
        }
        return files;
    }

    private boolean isPart(String name) {
        if (name.startsWith(".")) {
            return false;
        }
        if (name.endsWith(WRONG_EXTENSION)) {
            throw new CatalogException(
                    SourceLocation.whole(path.resolve(name).toString()),
                    "files with the extension " + WRONG_EXTENSION + " are not read; rename it to *" + EXTENSION);
        }
        return name.endsWith(EXTENSION);
    }

    private List<String> entries() {
        List<String> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            for (Path entry : stream) {
                entries.add(entry.getFileName().toString());
                if (entries.size() > MAX_ENTRIES) {
                    throw invalid("the folder has more than " + MAX_ENTRIES + " entries; remove some");
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
        return new CatalogException(
                whole(), "cannot read the folder: " + AtomicFile.ioErrorMessage(cause) + "; " + CHECK_PATH, cause);
    }

    private CatalogException invalid(String message) {
        return new CatalogException(whole(), message);
    }

    private SourceLocation whole() {
        return SourceLocation.whole(path.toString());
    }
}
