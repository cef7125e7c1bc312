// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of a catalogue, read from one opened file, so that no change of its name can mix two. Immutable. */
final class CatalogContent implements Reading {

    private final String source;
    private final byte[] bytes;
    private final String id;

    private CatalogContent(String source, byte[] bytes) {
        this.source = source;
        this.bytes = bytes;
        this.id = sha256(bytes);
    }

    /**
     * Reads a file to its end, or to a byte more than a catalogue may have.
     *
     * @throws CatalogException if it cannot be read
     */
    static CatalogContent read(Path file) {
        String source = file.toString();
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CatalogException(Place.whole(source), "this is no regular file, expected a catalogue");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return read(source, stream);
        } catch (IOException e) {
            throw new CatalogException(
                    Place.whole(source), "the file cannot be read: " + reason(e) + ", expected a catalogue", e);
        }
    }

    /**
     * Reads a stream likewise.
     *
     * @throws IOException if it fails
     */
    static CatalogContent read(String source, InputStream stream) throws IOException {
        return new CatalogContent(source, stream.readNBytes(CatalogText.MOST_BYTES + 1));
    }

    /** The SHA-256 of the bytes, in hexadecimal digits. */
    @Override
    public String id() {
        return id;
    }

    @Override
    public Catalog catalog() {
        try {
            return new CatalogLoader().read(source, new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The messages of these exceptions are the path alone.
    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is none";
        }
        return cause instanceof AccessDeniedException ? "permission denied" : String.valueOf(cause.getMessage());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
