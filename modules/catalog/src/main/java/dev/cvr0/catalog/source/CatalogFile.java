// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.files.SafeFile;
import java.io.IOException;
import java.nio.file.Path;

/** One file of a catalog: its name in its folder, its name in messages, and its content. */
@SuppressWarnings("ArrayRecordComponent") // not compared
public record CatalogFile(String name, String source, byte[] bytes) {

    /** Reads a file to its end, or to one byte more than the limit. */
    static CatalogFile read(Path file, long maxBytes, String expected) {
        try {
            return new CatalogFile(
                    String.valueOf(file.getFileName()), file.toString(), new SafeFile(file).read(maxBytes));
        } catch (IOException e) {
            throw new CatalogException(
                    SourceLocation.whole(file.toString()),
                    "the file cannot be read: " + SafeFile.ioErrorMessage(e) + ", expected " + expected,
                    e);
        }
    }
}
