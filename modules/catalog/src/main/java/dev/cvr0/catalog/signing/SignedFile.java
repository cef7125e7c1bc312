// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import dev.cvr0.api.protocol.Token;
import dev.cvr0.catalog.files.Sha256;
import java.util.Objects;

/**
 * A file in a manifest.
 *
 * @param name its name without any folder; 1 to 255 characters without control characters
 * @param size how many bytes it has; not negative
 * @param sha256 of these bytes
 * @since 0.1
 */
public record SignedFile(String name, long size, Sha256 sha256) {

    private static final int LONGEST_NAME = 255;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the name could lead out of its folder or is not a plain name, or the size is
     *     negative
     */
    public SignedFile {
        Objects.requireNonNull(sha256, "sha256");
        if (!isPlain(name)) {
            throw new IllegalArgumentException(
                    "expected the name of a file, of 1 to 255 characters, that does not begin with a dot and has no"
                            + " slashes or control characters");
        }
        if (size < 0) {
            throw new IllegalArgumentException("expected a size that is not negative");
        }
    }

    /**
     * Describes a file.
     *
     * @param name its name
     * @param bytes all of it
     * @return the description
     */
    public static SignedFile of(String name, byte[] bytes) {
        return new SignedFile(name, bytes.length, Sha256.of(bytes));
    }

    /**
     * Tells whether a file is the one that was signed.
     *
     * @param bytes all of it
     * @return true if size and digest agree
     */
    public boolean matches(byte[] bytes) {
        return bytes.length == size && Sha256.of(bytes).equals(sha256);
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && !name.startsWith(".")
                && name.codePoints().noneMatch(c -> c == '/' || c == '\\' || Token.isControlOrMalformed(c));
    }
}
