// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is read up to a limit and replaced atomically. A reader sees either the old content or the new content, also
 * after a process kill or a power failure. Supports one writer at a time.
 *
 * @param path the location
 * @since 0.1
 */
public record AtomicFile(Path path) {

    /**
     * Reads the file through a single open, so that a concurrent rename cannot mix two files.
     *
     * @param maxBytes the limit; not negative
     * @return all bytes, or {@code maxBytes + 1} of them if there are more than {@code maxBytes}
     * @throws IOException if the file does not exist, is not a regular file or a link to one, or cannot be read; see
     *     {@link #ioErrorMessage}
     */
    public byte[] read(long maxBytes) throws IOException {
        // Opening a named pipe would block forever.
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new FileSystemException(path.toString(), null, "not a regular file");
        }
        try (InputStream stream = Files.newInputStream(path)) {
            return stream.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE));
        }
    }

    /**
     * Replaces or creates the file. The new content is on the disk when this returns.
     *
     * @param bytes the new content
     * @throws IOException if the file cannot be replaced; its content is then unchanged
     */
    public void replace(byte[] bytes) throws IOException {
        Path whole = path.toAbsolutePath();
        Path folder = whole.getParent();
        if (folder == null) {
            throw new FileSystemException(path.toString(), null, "a root folder cannot be replaced");
        }
        // Hidden, so that it is not read as part of a catalog. Always the same name, so that kills leave at most one
        // file.
        Path temporary = folder.resolve("." + whole.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        write(temporary, bytes);
        Files.move(temporary, whole, StandardCopyOption.ATOMIC_MOVE);
        force(folder);
    }

    /**
     * Returns the reason why a file cannot be used. The message of many file exceptions is only the path.
     *
     * @param cause the exception
     * @return the reason, without the path
     */
    public static String ioErrorMessage(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "the file already exists";
        }
        return cause instanceof FileSystemException e && e.getReason() != null
                ? e.getReason()
                : String.valueOf(cause.getMessage());
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

    // Windows cannot open folders. There, the new name is on the disk when the move returns.
    private static void force(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder)) {
                channel.force(true);
            }
        }
    }
}
