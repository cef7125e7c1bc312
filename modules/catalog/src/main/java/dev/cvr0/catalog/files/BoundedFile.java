// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that may be anything: not there, endless, or no file at all.
 *
 * @param path where it is
 * @since 0.1
 */
public record BoundedFile(Path path) {

    /**
     * Reads it through one opening, so that no change of its name can mix two files.
     *
     * @param most how many bytes are of use; not negative
     * @return all its bytes, or {@code most + 1} of them if there are more than {@code most}
     * @throws IOException if there is none, it is no regular file or a link to one, or it cannot be read; {@link Reason}
     *     has words for it
     */
    public byte[] read(long most) throws IOException {
        // opened, a pipe would never let go
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new FileSystemException(path.toString(), null, "this is no regular file");
        }
        try (InputStream stream = Files.newInputStream(path)) {
            return stream.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE));
        }
    }
}
