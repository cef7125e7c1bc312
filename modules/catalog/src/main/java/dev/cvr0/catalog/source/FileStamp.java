// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.catalog.files.SafeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/** The attributes that show without reading whether a file was changed or replaced. Links are followed. */
record FileStamp(Path file, String key, long size, FileTime modified) {

    static FileStamp of(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(file, Objects.toString(found.fileKey()), found.size(), found.lastModifiedTime());
        } catch (IOException e) {
            return new FileStamp(file, SafeFile.ioErrorMessage(e), 0, FileTime.fromMillis(0));
        }
    }
}
