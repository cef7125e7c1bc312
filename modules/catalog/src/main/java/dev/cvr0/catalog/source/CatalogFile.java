// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/** One file of a catalog: its name in its folder, its name in messages, and its content. */
@SuppressWarnings("ArrayRecordComponent") // not compared
public record CatalogFile(String name, String source, byte[] bytes) {

    /** Reads a file, at most one byte more than the limit. The hint says what to do if it cannot be read. */
    static CatalogFile read(Path file, long maxBytes, String hint) {
        return read(file, file, maxBytes, hint);
    }

    /** Reads the target of a link to a file. */
    static CatalogFile read(Path file, Path target, long maxBytes, String hint) {
        try {
            return new CatalogFile(
                    String.valueOf(file.getFileName()), file.toString(), new AtomicFile(target).read(maxBytes));
        } catch (IOException e) {
            throw unreadable(file, e, hint);
        }
    }

    static CatalogException unreadable(Path file, IOException cause, String hint) {
        return new CatalogException(
                SourceLocation.whole(file.toString()),
                "cannot read the file: " + AtomicFile.ioErrorMessage(cause) + "; " + hint,
                cause);
    }
}
