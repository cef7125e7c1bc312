// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file, or a folder whose files are one catalog, without a signature.
 *
 * @param path the file or folder
 */
public record FileSource(Path path) implements CatalogSource {

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public Object stamp() {
        return stamp(path);
    }

    @Override
    public Snapshot read() {
        return Files.isDirectory(path)
                ? Snapshot.of(path, new CatalogFolder(path).read())
                : Snapshot.of(CatalogFile.read(path, Snapshot.MAX_BYTES, "a catalogue"));
    }

    static List<FileStamp> stamp(Path path) {
        return Files.isDirectory(path) ? new CatalogFolder(path).stamps() : List.of(FileStamp.of(path));
    }
}
