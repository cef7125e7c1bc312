// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is replaced as a whole: whoever reads it finds the old bytes or the new ones, also after a kill or a power
 * cut. One writer at a time.
 *
 * @param path where it is
 * @since 0.1
 */
public record DurableFile(Path path) {

    /**
     * Replaces it, or makes it. What it held is on the disk when this returns.
     *
     * @param bytes what it is to hold
     * @throws IOException if that cannot be done; it then holds what it held
     */
    public void replace(byte[] bytes) throws IOException {
        Path whole = path.toAbsolutePath();
        // Hidden, so that nobody takes it for a catalogue; always of the same name, so that kills do not leave many.
        Path fresh = whole.resolveSibling("." + whole.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        write(fresh, bytes);
        Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE);
        force(whole.getParent());
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    // Windows opens no folders; there the name is on the disk when the move returns.
    private static void force(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder)) {
                channel.force(true);
            }
        }
    }
}
