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
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An unsigned catalog: a file, or the {@code *.yaml} files of a folder in the order of their names.
 */
public record FileSource(Path path) implements SnapshotSource {

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
                ? Snapshot.of(path.toString(), readFolder())
                : Snapshot.of(CatalogFile.read(path, Snapshot.MAX_BYTES, CHECK_PATH));
    }

    /** Returns the names of the files in the folder, in order. */
    List<String> names() {
        return parts().stream().map(FileSource::name).toList();
    }

    /**
     * Reads a file of a folder, whose real path is given too, so that a concurrent change of a link to the folder has no
     * effect. Rejects a link that leads outside the folder, because messages about a file contain parts of its content.
     */
    static CatalogFile readPart(Path file, Path folder, long maxBytes, String hint) {
        try {
            Path target = folder.resolve(file.getFileName()).toRealPath();
            if (!target.startsWith(folder)) {
                throw invalid(file, "the link leads outside the folder; replace it by a copy of the file");
            }
            if (Files.isDirectory(target)) {
                throw invalid(
                        file,
                        "not a regular file but a folder, and subfolders are not read; rename it to a name without *"
                                + EXTENSION);
            }
            return CatalogFile.read(file, target, maxBytes, hint);
        } catch (IOException e) {
            throw CatalogFile.unreadable(file, e, hint);
        }
    }

    /** Returns the path of the folder without links. */
    static Path realPath(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private List<Path> parts() {
        List<Path> parts = entries().filter(FileSource::isPart).toList();
        if (parts.isEmpty()) {
            throw invalid("the folder has no *" + EXTENSION + " files; add one");
        }
        if (parts.size() > Manifest.MAX_FILES) {
            throw invalid(
                    "the folder has " + parts.size() + " *" + EXTENSION + " files; use at most " + Manifest.MAX_FILES);
        }
        return parts;
    }

    private List<Stamp> stamps() {
        return entries().filter(entry -> !isHidden(entry)).map(Stamp::of).toList();
    }

    /** Reads the files, and checks that none was changed meanwhile. */
    private List<CatalogFile> readFolder() {
        Path folder = realPath(path);
        List<Stamp> before = stamps();
        List<CatalogFile> files = new ArrayList<>();
        long remaining = Snapshot.MAX_BYTES;
        for (Path part : parts()) {
            CatalogFile file = readPart(part, folder, remaining, CHECK_PATH);
            remaining -= file.bytes().length;
            if (remaining < 0) {
                throw invalid(
                        "the files have more than " + Snapshot.MAX_BYTES + " bytes in total; remove some content");
            }
            files.add(file);
        }
        if (!stamps().equals(before)) {
            throw new UnstableContentException(
                    SourceLocation.whole(path.toString()),
                    "the folder is being changed; wait until all files are written");
        }
        return files;
    }

    private static boolean isPart(Path entry) {
        String name = name(entry);
        if (isHidden(entry)) {
            return false;
        }
        if (name.endsWith(WRONG_EXTENSION)) {
            throw invalid(
                    entry, "files with the extension " + WRONG_EXTENSION + " are not read; rename it to *" + EXTENSION);
        }
        return name.endsWith(EXTENSION);
    }

    private static boolean isHidden(Path entry) {
        return name(entry).startsWith(".");
    }

    private static String name(Path entry) {
        return entry.getFileName().toString();
    }

    // Paths, because a name that the locale cannot represent cannot be converted from a string back to a path.
    private Stream<Path> entries() {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            for (Path entry : stream) {
                entries.add(entry);
                if (entries.size() > MAX_ENTRIES) {
                    throw invalid("the folder has more than " + MAX_ENTRIES + " entries; remove some");
                }
            }
            return entries.stream().sorted(Comparator.comparing(FileSource::name));
        } catch (DirectoryIteratorException e) {
            throw unreadable(path, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static CatalogException unreadable(Path folder, IOException cause) {
        return new CatalogException(
                SourceLocation.whole(folder.toString()),
                "cannot read the folder: " + AtomicFile.ioErrorMessage(cause) + "; " + CHECK_PATH,
                cause);
    }

    private static CatalogException invalid(Path file, String message) {
        return new CatalogException(SourceLocation.whole(file.toString()), message);
    }

    private CatalogException invalid(String message) {
        return invalid(path, message);
    }
}
