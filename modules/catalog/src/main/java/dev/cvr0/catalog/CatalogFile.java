// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.files.BoundedFile;
import dev.cvr0.catalog.files.Reason;
import java.io.IOException;
import java.nio.file.Path;

/** One file of a catalogue: its name, what it is called in messages, and its bytes, which nobody changes. */
record CatalogFile(String name, String source, byte[] bytes) {

    /**
     * Reads a file to its end, or to a byte more than it may have.
     *
     * @throws CatalogException if it cannot be read
     */
    static CatalogFile read(Path file, long most, String expected) {
        try {
            return new CatalogFile(
                    String.valueOf(file.getFileName()), file.toString(), new BoundedFile(file).read(most));
        } catch (IOException e) {
            throw new CatalogException(
                    Place.whole(file.toString()),
                    "the file cannot be read: " + new Reason(e) + ", expected " + expected,
                    e);
        }
    }

    CatalogText text() {
        return CatalogText.of(source, bytes);
    }
}
