// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.files.DurableFile;
import dev.cvr0.catalog.files.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A catalogue file, or a part of one, in the one layout that all should have: two spaces for each step, one before a
 * remark, no white space at the end of a line. Nothing is moved, and no value and no remark is changed. Immutable.
 *
 * @since 0.1
 */
public final class CatalogLayout {

    private final Path file;
    private final String before;
    private final String after;

    private CatalogLayout(Path file, String before, String after) {
        this.file = file;
        this.before = before;
        this.after = after;
    }

    /**
     * Lays a file out, without writing it.
     *
     * @param file a file of YAML; whether it makes a catalogue is not looked at
     * @return the layout
     * @throws CatalogException if it cannot be read, is no YAML, or holds something that would be lost
     */
    public static CatalogLayout of(Path file) {
        CatalogText text =
                CatalogFile.read(file, CatalogText.MOST_BYTES, "a catalogue").text();
        return new CatalogLayout(file, text.text(), new RemarkedYaml(text.source(), text.text()).tidied());
    }

    /**
     * Tells whether the file has this layout already.
     *
     * @return true if there is nothing to write
     */
    public boolean isTidy() {
        return before.equals(after);
    }

    /**
     * What the file should hold.
     *
     * @return the text
     */
    public String text() {
        return after;
    }

    /**
     * Writes the file, as a whole, unless it is tidy already. A link stays one; what it leads to is written.
     *
     * @throws CatalogException if it cannot be written; it then holds what it held
     */
    public void write() {
        if (isTidy()) {
            return;
        }
        try {
            new DurableFile(file.toRealPath()).replace(after.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CatalogException(
                    Place.whole(file.toString()),
                    "the file cannot be written: " + new Reason(e) + ", expected to lay it out",
                    e);
        }
    }
}
