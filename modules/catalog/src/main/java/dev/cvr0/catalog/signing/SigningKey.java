// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import dev.cvr0.catalog.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Ed25519 private key (RFC 8032), which signs catalogs. Only {@link #write} discloses it.
 *
 * @since 0.1
 */
public final class SigningKey {

    static final String ALGORITHM = "Ed25519";

    private static final int MAX_BYTES = 16 * 1024;
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

    private final PrivateKey key;

    SigningKey(PrivateKey key) {
        this.key = key;
    }

    /**
     * Reads a key.
     *
     * @param file an unencrypted PEM file, from {@link #write} or from OpenSSL
     * @return the key
     * @throws UntrustedException if it cannot be read or is not an Ed25519 private key
     */
    public static SigningKey read(Path file) {
        try {
            String text = new String(new AtomicFile(file).read(MAX_BYTES), StandardCharsets.ISO_8859_1);
            Matcher pem = PEM.matcher(text);
            if (!pem.matches()) {
                throw notAKey(file);
            }
            PKCS8EncodedKeySpec encoded =
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
            return new SigningKey(KeyFactory.getInstance(ALGORITHM).generatePrivate(encoded));
        } catch (IOException e) {
            throw new UntrustedException(file + ": cannot read the private key: " + AtomicFile.ioErrorMessage(e), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw notAKey(file);
        }
    }

    /**
     * Writes the key into a new PEM file. On POSIX file systems, only the owner can read it.
     *
     * @param file the new file; never overwritten
     * @throws UntrustedException if the file exists or cannot be written
     */
    public void write(Path file) {
        try {
            String encoded = Base64.getEncoder().encodeToString(key.getEncoded());
            String pem = "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n";
            Files.createFile(file, ownerOnly(file));
            Files.writeString(file, pem, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UntrustedException(file + ": cannot write the private key: " + AtomicFile.ioErrorMessage(e), e);
        }
    }

    byte[] sign(byte[] bytes) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(bytes);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime since 15 supports Ed25519", e);
        }
    }

    // Without details, which could disclose a part of the key.
    private static UntrustedException notAKey(Path file) {
        return new UntrustedException(file + ": not an Ed25519 private key; create one with 'cvr0 keygen'");
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
