// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest.
 *
 * @param hex 64 hexadecimal digits in lower case
 * @since 0.1
 */
public record Sha256(String hex) {

    /**
     * Validates the digits.
     *
     * @throws IllegalArgumentException if they are not 64, or not in lower case
     */
    public Sha256 {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("the digest must have 64 hexadecimal digits in lower case");
        }
    }

    /**
     * Computes the digest of bytes.
     *
     * @param bytes the bytes
     * @return the digest
     */
    public static Sha256 of(byte[] bytes) {
        return new Sha256(HexFormat.of().formatHex(digest(bytes)));
    }

    /**
     * Computes the 32 bytes of the digest of bytes.
     *
     * @param bytes the bytes
     * @return the digest
     */
    public static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime supports SHA-256", e);
        }
    }

    /** Returns the digits. */
    @Override
    public String toString() {
        return hex;
    }
}
